use super::Verdict;
use crate::ErrorCode;
use crate::catalog::RuleInfo;
use crate::facts::Facts;

const RULE: &str = "invalid_argument";

/// 2: a parameter that was refused locally.
pub(super) fn decide(facts: &Facts<'_>) -> Option<Verdict> {
    facts.invalid_argument.as_ref()?;
    Some(Verdict { code: ErrorCode::InvalidRequest, rule: RULE })
}

pub(super) fn list() -> Vec<RuleInfo> {
    let why = "no request was made: only the caller can correct it";
    vec![RuleInfo { name: RULE, code: ErrorCode::InvalidRequest, why }]
}
