use super::RuleInfo;
use super::Verdict;
use crate::reading::Reading;
use crate::words::ErrorCode;

const RULE: &str = "invalid_argument";

/// 2: a parameter that was refused locally.
pub(super) fn decide(reading: &Reading<'_>) -> Option<Verdict> {
    reading.invalid_argument.as_ref()?;
    Some(Verdict { code: ErrorCode::InvalidRequest, rule: RULE })
}

pub(super) fn list() -> Vec<RuleInfo> {
    let why = "no request was made: only the caller can correct it";
    vec![RuleInfo { name: RULE, code: ErrorCode::InvalidRequest, why }]
}
