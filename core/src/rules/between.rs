use std::ops::RangeInclusive;
use std::sync::LazyLock;

use super::name::PhaseNames;
use super::{RuleInfo, Verdict, phrase};
use crate::reading::Reading;
use crate::words::{ErrorCode, Phase};

/// What something between client and service answers in its place.
struct Row {
    name: &'static str,
    statuses: RangeInclusive<u16>,
    code: ErrorCode,
    /// Whether nothing changes until an operator acts.
    must_act: bool,
    hint: &'static str,
    why: &'static str,
}

macro_rules! rows {
    ($($name:literal $from:literal..=$to:literal $code:ident $act:ident $hint:ident $why:literal;)+) => {
        &[$(Row {
            name: $name,
            statuses: $from..=$to,
            code: ErrorCode::$code,
            must_act: rows!(@$act),
            hint: $hint,
            why: $why,
        },)+]
    };
    (@act) => { true };
    (@wait) => { false };
}

const PROXY: &str = "A proxy wants its own credentials: configure them where the client runs";
const PORTAL: &str =
    "The network wants a sign-in first, as in a hotel: sign in, or use another network";
const AGAIN: &str = "Try again with backoff: another connection may work";
const UNREACHED: &str = "Something in between could not reach the service: try again with backoff; alert when it recurs";
const REFUSED: &str = "Something in between answered and not the service: \
    look for a firewall, a proxy, a gateway or a portal on the way";

/// A range of one row may lie in no other's.
static ROWS: &[Row] = rows! {
    "407" 407..=407 ConnectionFailed act PROXY "RFC 9110: a proxy wants its own credentials";
    "511" 511..=511 ConnectionFailed act PORTAL "RFC 6585: the network wants a sign-in first";
    "421" 421..=421 ConnectionFailed wait AGAIN "RFC 9110: the wrong connection, another may work";
    "425" 425..=425 ConnectionFailed wait AGAIN "RFC 8470: too early, and may be repeated";
    "520_527" 520..=527 UpstreamError wait UNREACHED "a content network cannot reach the service";
    "529" 529..=529 UpstreamError wait UNREACHED "something in between is overloaded";
    "530" 530..=530 UpstreamError wait UNREACHED "a content network cannot reach the service";
    "598_599" 598..=599 UpstreamError wait UNREACHED "a proxy waited for the service in vain";
};

static PAGE: Row = Row {
    name: "page",
    statuses: 100..=499,
    code: ErrorCode::ConnectionFailed,
    must_act: true,
    hint: REFUSED,
    why: "a page from something in between: a firewall, a proxy, a portal",
};

static NAMES: LazyLock<PhaseNames> =
    LazyLock::new(|| PhaseNames::new("http", &all().map(|row| row.name).collect::<Vec<_>>()));

fn all() -> impl Iterator<Item = &'static Row> + Clone {
    ROWS.iter().chain([&PAGE])
}

impl Row {
    fn code(&self, phase: &Phase) -> ErrorCode {
        phase.failed_asset().unwrap_or_else(|| self.code.clone())
    }
}

/// Whether a page of HTML decides; with some statuses it leaves the status its meaning.
fn is_page(status: u16, reading: &Reading<'_>) -> bool {
    let keeps_its_meaning = match status {
        408 | 413 | 414 | 429 | 431 | 494 => true,
        // Of the token and the bill: nobody refuses an avatar's files with a page like that.
        401 | 402 => reading.phase.failed_asset().is_none(),
        _ => false,
    };
    reading.is_page && PAGE.statuses.contains(&status) && !keeps_its_meaning
}

/// 7, before its table: over HTTP, what something in between answered.
pub(super) fn decide(reading: &Reading<'_>) -> Option<Verdict> {
    let status = reading.http_status.filter(|_| !reading.phase.after_upgrade())?;
    let row = ROWS.iter().find(|row| row.statuses.contains(&status));
    let row = row.or_else(|| is_page(status, reading).then_some(&PAGE))?;
    let place = all().position(|other| other.name == row.name)?;
    let rule = LazyLock::force(&NAMES).get(&reading.phase, place);
    Some(Verdict { code: row.code(&reading.phase), rule })
}

/// The row of a rule by its name, in whatever phase.
fn of(rule: &str) -> Option<&'static Row> {
    let (_, name) = rule.strip_prefix("http.")?.rsplit_once('.')?;
    all().find(|row| row.name == name)
}

/// Whether that rule says that nothing changes until an operator acts on what is in between.
pub(super) fn must_act(rule: &str) -> bool {
    of(rule).is_some_and(|row| row.must_act)
        || phrase::between(rule).is_some_and(|code| *code == ErrorCode::ConnectionFailed)
}

/// What an operator should check where that rule decided.
pub(crate) fn hint(rule: &str) -> Option<&'static str> {
    let of_phrase = |code: &ErrorCode| match code {
        ErrorCode::UpstreamError => UNREACHED,
        _ => REFUSED,
    };
    of(rule).map(|row| row.hint).or_else(|| phrase::between(rule).map(of_phrase))
}

pub(super) fn list() -> Vec<RuleInfo> {
    let names = LazyLock::force(&NAMES);
    let phases = Phase::ALL.iter().filter(|phase| !phase.after_upgrade());
    let rows = phases.flat_map(|phase| all().enumerate().map(move |row| (phase, row)));
    rows.map(|(phase, (place, row))| RuleInfo {
        name: names.get(phase, place),
        code: row.code(phase),
        why: row.why,
    })
    .collect()
}
