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

/// The code for the first that is said, else the last one.
struct Outcome {
    said: &'static [(Said, ErrorCode)],
    otherwise: ErrorCode,
}

/// What the server's texts say.
#[derive(Clone, Copy, PartialEq)]
enum Said {
    /// A searched text holds the word.
    Word(Word),
    /// A title or a detail is there, and no text speaks of the egress.
    Elsewhere,
}

impl Said {
    /// For the names of the rules of a row; without any, a rule has the row's own.
    const ALL: [Self; 5] = [
        Self::Word(Word::Egress),
        Self::Word(Word::Avatar),
        Self::Word(Word::AppId),
        Self::Word(Word::Credit),
        Self::Elsewhere,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Word(word) => word.name(),
            Self::Elsewhere => "elsewhere",
        }
    }

    fn is_in(self, reading: &Reading<'_>) -> bool {
        match self {
            Self::Word(word) => reading.says(word),
            Self::Elsewhere => {
                let told = reading.server_title.is_some() || reading.server_detail.is_some();
                told && !reading.says(Word::Egress)
            }
        }
    }
}

macro_rules! outcome {
    ($code:ident $(, $said:ident: $of_said:ident)*) => {
        Outcome { said: &[$((said!($said), ErrorCode::$of_said)),*], otherwise: ErrorCode::$code }
    };
}

macro_rules! said {
    (Elsewhere) => {
        Said::Elsewhere
    };
    ($word:ident) => {
        Said::Word(Word::$word)
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
    14 "unavailable": (EgressUnavailable, Elsewhere: UpstreamError), (UpstreamError),
        "after the upgrade the egress, unless the words speak of something else";
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

static NAMES: LazyLock<PhaseNames> = LazyLock::new(|| {
    let rows = ROWS.iter().flat_map(|row| {
        let said = Said::ALL.iter().map(|said| format!("{}.{}", row.name, said.name()));
        said.chain([row.name.to_owned()])
    });
    PhaseNames::new("grpc", &rows.collect::<Vec<_>>())
});

fn name(phase: &Phase, row: usize, said: Option<Said>) -> &'static str {
    let of = |said| Said::ALL.iter().position(|other| *other == said);
    let place = said.and_then(of).unwrap_or(Said::ALL.len());
    LazyLock::force(&NAMES).get(phase, row * (Said::ALL.len() + 1) + place)
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
    let (said, code) = match outcome.said.iter().find(|(said, _)| said.is_in(reading)) {
        Some((said, code)) => (Some(*said), code),
        None => (None, &outcome.otherwise),
    };
    Some(Verdict { code: code.clone(), rule: name(&reading.phase, index, said) })
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
            let said = outcome.said.iter().map(|(said, code)| (Some(*said), code));
            for (said, code) in said.chain([(None, &outcome.otherwise)]) {
                let name = name(phase, index, said);
                rules.push(RuleInfo { name, code: code.clone(), why: row.why });
            }
        }
    }
    rules
}
