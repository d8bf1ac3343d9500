use std::sync::LazyLock;

use super::{RuleInfo, Verdict};
use crate::reading::Reading;
use crate::words::{ErrorCode, Only, PHRASES, Phase, Phrase, Word};

const SESSION_DENIED: &str = "session denied";
const DENIED_FOR_CREDIT: &str = "text.session_denied.credit";

static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let names = PHRASES.iter().map(|phrase| {
        let words = phrase.text.split(|c: char| !c.is_ascii_alphanumeric());
        let words = words.filter(|word| !word.is_empty());
        format!("text.{}", words.collect::<Vec<_>>().join("_"))
    });
    names.collect()
});

impl Phrase {
    fn counts_in(&self, phase: &Phase) -> bool {
        match self.only {
            Only::Always => true,
            Only::AfterUpgrade => phase.after_upgrade(),
            Only::Between => !phase.after_upgrade(),
        }
    }

    fn is_of_token(&self) -> bool {
        matches!(self.code, ErrorCode::SessionTokenInvalid | ErrorCode::SessionTokenExpired)
    }
}

fn first(
    reading: &Reading<'_>,
    counts: impl Fn(&Phrase) -> bool,
) -> Option<(usize, &'static Phrase)> {
    let mut rows = PHRASES.iter().enumerate();
    rows.find(|(row, phrase)| reading.hits().has_phrase(*row) && counts(phrase))
}

/// 5: a phrase of the service in a searched text; over HTTP, then one of what is in between.
pub(super) fn decide(reading: &Reading<'_>) -> Option<Verdict> {
    let (row, phrase) = first(reading, |phrase| phrase.counts_in(&reading.phase))?;
    if phrase.text == SESSION_DENIED && reading.says(Word::Credit) {
        return Some(Verdict { code: ErrorCode::CreditsExhausted, rule: DENIED_FOR_CREDIT });
    }
    Some(Verdict { code: phrase.code.clone(), rule: NAMES.get(row)? })
}

/// What a phrase says of the token, for a number that leaves it open.
pub(super) fn of_token(reading: &Reading<'_>) -> Option<Verdict> {
    let (row, phrase) = first(reading, Phrase::is_of_token)?;
    Some(Verdict { code: phrase.code.clone(), rule: NAMES.get(row)? })
}

/// The code of what something in between says, by the name of its rule.
pub(super) fn between(rule: &str) -> Option<&'static ErrorCode> {
    rule.starts_with("text.").then_some(())?;
    let row = NAMES.iter().position(|name| name == rule)?;
    PHRASES.get(row).filter(|phrase| phrase.only == Only::Between).map(|phrase| &phrase.code)
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
