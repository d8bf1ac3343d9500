use serde::Serialize;

use crate::words::{ErrorCode, Recovery};

/// A rule of the classification.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RuleInfo {
    /// The name, as an error's `rule` gives it.
    pub name: &'static str,
    /// The code that it gives.
    pub code: ErrorCode,
    /// Why.
    pub why: &'static str,
}

/// Facts that change the recovery of a code.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ExceptionInfo {
    /// The recovery under these facts.
    pub recovery: Recovery,
    /// The facts.
    pub condition: &'static str,
    /// Why.
    pub why: &'static str,
}
