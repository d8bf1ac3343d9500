//! The rules, in their order: the first that matches decides.

mod application;
mod argument;
pub(crate) mod between;
mod close;
pub(crate) mod fallback;
mod grpc;
mod info;
mod name;
mod phrase;
mod protocol;
pub(crate) mod recovery;
mod spelled;
mod status;
mod transport;

use crate::reading::Reading;
use crate::words::ErrorCode;

pub use info::{ExceptionInfo, RuleInfo};

/// What a rule answers.
#[derive(Clone)]
pub(crate) struct Verdict {
    pub(crate) code: ErrorCode,
    pub(crate) rule: &'static str,
}

/// A rule decides, or has no opinion.
type Rule = fn(&Reading<'_>) -> Option<Verdict>;

/// Lists what a rule's tables hold.
type List = fn() -> Vec<RuleInfo>;

/// Each rule with its list, in the order of section 3 of the contract.
const RULES: &[(Rule, List)] = &[
    (protocol::decide, protocol::list),
    (argument::decide, argument::list),
    (application::decide, application::list),
    (spelled::decide, spelled::list),
    (phrase::decide, phrase::list),
    (grpc::decide, grpc::list),
    (between::decide, between::list),
    (status::decide, status::list),
    (close::decide, close::list),
    (transport::decide, transport::list),
    (fallback::decide, fallback::list),
];

/// The code and the rule that gave it.
pub(crate) fn decide(reading: &Reading<'_>) -> Verdict {
    RULES.iter().find_map(|(rule, _)| rule(reading)).unwrap_or_else(fallback::unknown)
}

/// Every rule by name, in the order in which they are tried.
pub(crate) fn list() -> Vec<RuleInfo> {
    RULES.iter().flat_map(|(_, list)| list()).collect()
}
