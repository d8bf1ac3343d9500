use super::RuleInfo;
use super::Verdict;
use crate::reading::Reading;
use crate::words::ErrorCode;

const SERVER_WORDS: &str = "fallback.server_words";
const UNKNOWN: &str = "fallback.unknown";

/// 10: the server said something, and no rule knows it.
pub(super) fn decide(reading: &Reading<'_>) -> Option<Verdict> {
    let said = Verdict { code: ErrorCode::ServerError, rule: SERVER_WORDS };
    Some(if reading.has_server_words() { said } else { unknown() })
}

/// Nothing is known.
pub(super) fn unknown() -> Verdict {
    Verdict { code: ErrorCode::Unknown, rule: UNKNOWN }
}

pub(super) fn list() -> Vec<RuleInfo> {
    vec![
        RuleInfo {
            name: SERVER_WORDS,
            code: ErrorCode::ServerError,
            why: "whatever the server said, it was an error",
        },
        RuleInfo { name: UNKNOWN, code: ErrorCode::Unknown, why: "nothing is known" },
    ]
}
