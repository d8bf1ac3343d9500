use std::sync::LazyLock;

use super::Verdict;
use super::name::PhaseNames;
use crate::catalog::RuleInfo;
use crate::facts::Facts;
use crate::failure::TRANSPORTS;
use crate::{ErrorCode, Phase};

static NAMES: LazyLock<PhaseNames> = LazyLock::new(|| PhaseNames::new("transport", TRANSPORTS));

/// 9: the transport broke, before or after the session was confirmed.
pub(super) fn decide(facts: &Facts<'_>) -> Option<Verdict> {
    let word = facts.transport?;
    let row = TRANSPORTS.iter().position(|listed| *listed == word)?;
    let rule = LazyLock::force(&NAMES).get(&facts.phase, row);
    Some(Verdict { code: code(&facts.phase), rule })
}

fn code(phase: &Phase) -> ErrorCode {
    if phase.in_session() { ErrorCode::ConnectionClosed } else { ErrorCode::ConnectionFailed }
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
