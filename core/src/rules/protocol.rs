use super::Verdict;
use crate::ErrorCode;
use crate::catalog::RuleInfo;
use crate::facts::Facts;

struct Row {
    word: &'static str,
    rule: &'static str,
    why: &'static str,
}

const ROWS: &[Row] = &[
    Row {
        word: "undecodable",
        rule: "protocol.undecodable",
        why: "bytes that are no message of the protocol",
    },
    Row {
        word: "unexpected_message",
        rule: "protocol.unexpected_message",
        why: "a message that the handshake does not allow",
    },
    Row {
        word: "text_frame",
        rule: "protocol.text_frame",
        why: "the protocol has binary frames only",
    },
    Row {
        word: "missing_payload",
        rule: "protocol.missing_payload",
        why: "a server error that says nothing",
    },
    Row {
        word: "missing_connection_id",
        rule: "protocol.missing_connection_id",
        why: "a confirmation without the ID that names the session",
    },
    Row {
        word: "missing_token",
        rule: "protocol.missing_token",
        why: "success without a session token",
    },
    Row {
        word: "other",
        rule: "protocol.other",
        why: "a violation under a word that is not listed",
    },
];

/// The words for a violation.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    ROWS.iter().map(|row| row.word)
}

/// 1: a violation of the protocol, seen by the caller or in the frame.
pub(super) fn decide(facts: &Facts<'_>) -> Option<Verdict> {
    let word = facts.protocol?;
    let row = ROWS.iter().find(|row| row.word == word)?;
    Some(Verdict { code: ErrorCode::ProtocolError, rule: row.rule })
}

pub(super) fn list() -> Vec<RuleInfo> {
    let rows = ROWS.iter();
    rows.map(|row| RuleInfo { name: row.rule, code: ErrorCode::ProtocolError, why: row.why })
        .collect()
}
