use std::sync::LazyLock;

use super::RuleInfo;
use super::Verdict;
use super::name::PhaseNames;
use crate::reading::Reading;
use crate::words::{ErrorCode, Phase, TRANSPORTS};

static NAMES: LazyLock<PhaseNames> = LazyLock::new(|| {
    let words: Vec<_> = TRANSPORTS.iter().map(|(word, _)| *word).collect();
    PhaseNames::new("transport", &words)
});

/// 9: the transport broke, before or after the session was confirmed.
pub(super) fn decide(reading: &Reading<'_>) -> Option<Verdict> {
    let word = reading.transport?;
    let row = TRANSPORTS.iter().position(|(listed, _)| *listed == word)?;
    let rule = LazyLock::force(&NAMES).get(&reading.phase, row);
    Some(Verdict { code: code(&reading.phase), rule })
}

pub(super) fn code(phase: &Phase) -> ErrorCode {
    if phase.in_session() {
        return ErrorCode::ConnectionClosed;
    }
    phase.failed_asset().unwrap_or(ErrorCode::ConnectionFailed)
}

pub(super) fn list() -> Vec<RuleInfo> {
    let names = LazyLock::force(&NAMES);
    let rows =
        Phase::ALL.iter().flat_map(|phase| (0..TRANSPORTS.len()).map(move |row| (phase, row)));
    rows.map(|(phase, row)| RuleInfo {
        name: names.get(phase, row),
        code: code(phase),
        why: "before the session is confirmed a failed setup, after it an unexpected close",
    })
    .collect()
}
