use std::sync::LazyLock;

use super::RuleInfo;
use super::Verdict;
use super::name::PhaseNames;
use crate::reading::Reading;
use crate::words::Word;
use crate::words::{ErrorCode, Phase};

/// A gRPC status and what it means after the upgrade and over HTTP.
struct Row {
    number: i64,
    name: &'static str,
    after_upgrade: Outcome,
    over_http: Outcome,
    why: &'static str,
}

/// The code for the first word that a searched text holds, else the last one.
struct Outcome {
    words: &'static [(Word, ErrorCode)],
    otherwise: ErrorCode,
}

macro_rules! outcome {
    ($code:ident $(, $word:ident: $of_word:ident)*) => {
        Outcome { words: &[$((Word::$word, ErrorCode::$of_word)),*], otherwise: ErrorCode::$code }
    };
}

macro_rules! rows {
    ($($number:literal $name:literal: $after:tt, $http:tt, $why:literal;)+) => {
        &[$(Row {
            number: $number,
            name: $name,
            after_upgrade: outcome! $after,
            over_http: outcome! $http,
            why: $why,
        },)+]
    };
}

const UNAUTHENTICATED: i64 = 16;

static ROWS: &[Row] = rows! {
    1 "cancelled": (UpstreamError), (UpstreamError),
        "nobody here cancelled: an upstream gave up";
    2 "unknown": (ServerError), (ServerError),
        "the upstream could not say either";
    3 "invalid_argument": (InvalidRequest, Egress: InvalidEgressConfig), (InvalidRequest),
        "what was sent is refused; after the upgrade it may be the egress part of it";
    4 "deadline_exceeded": (UpstreamError), (UpstreamError),
        "an upstream was too slow";
    5 "not_found":
        (InvalidRequest, Avatar: AvatarNotFound, AppId: AppIdUnrecognized, Egress: InvalidEgressConfig),
        (InvalidRequest, Avatar: AvatarNotFound, AppId: AppIdUnrecognized, Egress: InvalidEgressConfig),
        "the words say what was not found";
    6 "already_exists": (InvalidRequest), (InvalidRequest),
        "the request asks for what is there";
    7 "permission_denied":
        (SessionTokenInvalid, Egress: InvalidEgressConfig, AppId: AppIdMismatch),
        (SessionTokenInvalid, AppId: AppIdMismatch),
        "the words say whose permission is missing";
    8 "resource_exhausted": (ConcurrencyLimit, Credit: CreditsExhausted), (ConcurrencyLimit, Credit: CreditsExhausted),
        "credits, else the number of sessions";
    9 "failed_precondition": (InvalidRequest, Egress: InvalidEgressConfig), (InvalidRequest),
        "as invalid_argument";
    10 "aborted": (UpstreamError), (UpstreamError),
        "an upstream gave up";
    11 "out_of_range": (InvalidRequest, Egress: InvalidEgressConfig), (InvalidRequest),
        "as invalid_argument";
    12 "unimplemented": (ProtocolError), (ProtocolError),
        "client and service speak different versions";
    13 "internal": (UpstreamError), (ServerError),
        "after the upgrade it is relayed from an upstream";
    14 "unavailable": (EgressUnavailable), (UpstreamError),
        "after the upgrade the egress is what can be unavailable";
    15 "data_loss": (UpstreamError), (UpstreamError),
        "an upstream lost data";
    16 "unauthenticated": (InvalidEgressConfig), (SessionTokenInvalid),
        "after the upgrade the session's token was accepted: an egress token was refused";
};

impl Row {
    fn outcome(&self, phase: &Phase) -> &Outcome {
        if phase.after_upgrade() { &self.after_upgrade } else { &self.over_http }
    }
}

/// The names of the rules of a row: for each word, then without one.
const WORDS: [Option<Word>; 5] =
    [Some(Word::Egress), Some(Word::Avatar), Some(Word::AppId), Some(Word::Credit), None];

static NAMES: LazyLock<PhaseNames> = LazyLock::new(|| {
    let rows = ROWS.iter().flat_map(|row| {
        WORDS.iter().map(|word| match word {
            Some(word) => format!("{}.{}", row.name, word.name()),
            None => row.name.to_owned(),
        })
    });
    PhaseNames::new("grpc", &rows.collect::<Vec<_>>())
});

fn name(phase: &Phase, row: usize, word: Option<Word>) -> &'static str {
    let word = WORDS.iter().position(|other| *other == word).unwrap_or_default();
    LazyLock::force(&NAMES).get(phase, row * WORDS.len() + word)
}

/// 6: a gRPC status in the server's code, by name, or by number after the upgrade.
pub(super) fn decide(reading: &Reading<'_>) -> Option<Verdict> {
    let (index, row) = match reading.server_word() {
        Some(word) => by_name(word)?,
        None => by_number(reading)?,
    };
    let over_http = !reading.phase.after_upgrade();
    if row.number == UNAUTHENTICATED && over_http && reading.error_status().is_some() {
        return None; // the status says which of the two tokens was refused
    }
    let outcome = row.outcome(&reading.phase);
    let said = outcome.words.iter().find(|(word, _)| reading.says(*word));
    let (word, code) = match said {
        Some((word, code)) => (Some(*word), code),
        None => (None, &outcome.otherwise),
    };
    Some(Verdict { code: code.clone(), rule: name(&reading.phase, index, word) })
}

fn by_name(word: &str) -> Option<(usize, &'static Row)> {
    let given = || letters(word);
    ROWS.iter().enumerate().find(|(_, row)| {
        given().eq(letters(row.name)) || row.number == 1 && given().eq(letters("canceled"))
    })
}

fn by_number(reading: &Reading<'_>) -> Option<(usize, &'static Row)> {
    let number = reading.server_number().filter(|_| reading.phase.after_upgrade())?;
    ROWS.iter().enumerate().find(|(_, row)| row.number == number)
}

/// Case, `_` and `-` set aside.
fn letters(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| !matches!(c, '_' | '-')).map(|c| c.to_ascii_lowercase())
}

pub(super) fn list() -> Vec<RuleInfo> {
    let mut rules = Vec::new();
    for phase in Phase::ALL {
        for (index, row) in ROWS.iter().enumerate() {
            let outcome = row.outcome(phase);
            let words = outcome.words.iter().map(|(word, code)| (Some(*word), code));
            for (word, code) in words.chain([(None, &outcome.otherwise)]) {
                let name = name(phase, index, word);
                rules.push(RuleInfo { name, code: code.clone(), why: row.why });
            }
        }
    }
    rules
}
