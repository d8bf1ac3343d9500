use super::Verdict;
use crate::ErrorCode;
use crate::catalog::RuleInfo;
use crate::facts::Facts;

const SERVER_WORDS: &str = "fallback.server_words";
const UNKNOWN: &str = "fallback.unknown";

/// 10: the server said something, and no rule knows it.
pub(super) fn decide(facts: &Facts<'_>) -> Option<Verdict> {
    let said = Verdict { code: ErrorCode::ServerError, rule: SERVER_WORDS };
    Some(if facts.has_server_words() { said } else { unknown() })
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
