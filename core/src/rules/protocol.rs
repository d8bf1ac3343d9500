use super::{RuleInfo, Verdict};
use crate::reading::Reading;
use crate::words::{ErrorCode, VIOLATIONS};

/// 1: a violation of the protocol, seen by the caller or in the frame.
pub(super) fn decide(reading: &Reading<'_>) -> Option<Verdict> {
    let word = reading.protocol?;
    let row = VIOLATIONS.iter().find(|row| row.word == word)?;
    Some(Verdict { code: ErrorCode::ProtocolError, rule: row.rule })
}

pub(super) fn list() -> Vec<RuleInfo> {
    let rows = VIOLATIONS.iter();
    rows.map(|row| RuleInfo { name: row.rule, code: ErrorCode::ProtocolError, why: row.why })
        .collect()
}
