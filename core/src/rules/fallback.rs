use std::sync::LazyLock;

use super::name::PhaseNames;
use super::{RuleInfo, Verdict, transport};
use crate::reading::Reading;
use crate::words::{ErrorCode, Fallback, Phase};

const SERVER_WORDS: &str = "fallback.server_words";
const PROTOCOL: &str = "fallback.protocol";
const UNKNOWN: &str = "fallback.unknown";

static NAMES: LazyLock<PhaseNames> = LazyLock::new(|| PhaseNames::new("fallback", &["transport"]));

/// 10: the server said something, and no rule knows it.
pub(super) fn decide(reading: &Reading<'_>) -> Option<Verdict> {
    if reading.has_server_words() {
        return Some(Verdict { code: ErrorCode::ServerError, rule: SERVER_WORDS });
    }
    Some(match reading.fallback {
        Some(Fallback::Transport) => Verdict {
            code: transport::code(&reading.phase),
            rule: LazyLock::force(&NAMES).get(&reading.phase, 0),
        },
        Some(Fallback::Protocol) => Verdict { code: ErrorCode::ProtocolError, rule: PROTOCOL },
        None => unknown(),
    })
}

/// Whether that rule found nothing that decides.
pub(crate) fn is_one(rule: &str) -> bool {
    rule.starts_with("fallback.")
}

/// Nothing is known.
pub(super) fn unknown() -> Verdict {
    Verdict { code: ErrorCode::Unknown, rule: UNKNOWN }
}

pub(super) fn list() -> Vec<RuleInfo> {
    let said = RuleInfo {
        name: SERVER_WORDS,
        code: ErrorCode::ServerError,
        why: "whatever the server said, it was an error",
    };
    let broken = Phase::ALL.iter().map(|phase| RuleInfo {
        name: LazyLock::force(&NAMES).get(phase, 0),
        code: transport::code(phase),
        why: "nothing is known, and the caller counts it as a broken connection",
    });
    let violated = RuleInfo {
        name: PROTOCOL,
        code: ErrorCode::ProtocolError,
        why: "nothing is known, and the caller counts it as a violation of the protocol",
    };
    let unknown = RuleInfo { name: UNKNOWN, code: ErrorCode::Unknown, why: "nothing is known" };
    [said].into_iter().chain(broken).chain([violated, unknown]).collect()
}
