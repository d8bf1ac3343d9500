use std::sync::LazyLock;

use super::{RuleInfo, Verdict};
use crate::reading::Reading;
use crate::words::{ErrorCode, Only, PHRASES, Word};

const SESSION_DENIED: &str = "session denied";
const DENIED_FOR_CREDIT: &str = "text.session_denied.credit";

static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let names = PHRASES.iter().map(|phrase| {
        let words = phrase.text.split(|c: char| !c.is_ascii_alphanumeric());
        format!("text.{}", words.collect::<Vec<_>>().join("_"))
    });
    names.collect()
});

/// 5: a phrase of the service in a searched text.
pub(super) fn decide(reading: &Reading<'_>) -> Option<Verdict> {
    let (row, phrase) = PHRASES.iter().enumerate().find(|(row, phrase)| {
        reading.hits().has_phrase(*row)
            && (phrase.only == Only::Always || reading.phase.after_upgrade())
    })?;
    if phrase.text == SESSION_DENIED && reading.says(Word::Credit) {
        return Some(Verdict { code: ErrorCode::CreditsExhausted, rule: DENIED_FOR_CREDIT });
    }
    Some(Verdict { code: phrase.code.clone(), rule: NAMES.get(row)? })
}

/// Whether a searched text holds that phrase.
pub(crate) fn is_said(text: &str, reading: &Reading<'_>) -> bool {
    let row = PHRASES.iter().position(|phrase| phrase.text == text);
    row.is_some_and(|row| reading.hits().has_phrase(row))
}

pub(super) fn list() -> Vec<RuleInfo> {
    let rows = PHRASES.iter().zip(NAMES.iter());
    let mut rules: Vec<_> = rows
        .map(|(phrase, name)| RuleInfo { name, code: phrase.code.clone(), why: phrase.why })
        .collect();
    rules.push(RuleInfo {
        name: DENIED_FOR_CREDIT,
        code: ErrorCode::CreditsExhausted,
        why: "denied by billing, and a text speaks of credit",
    });
    rules
}
