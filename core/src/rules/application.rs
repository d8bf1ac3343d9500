use super::RuleInfo;
use super::Verdict;
use super::phrase;
use crate::reading::Reading;
use crate::words::ErrorCode;

struct Row {
    number: i64,
    code: ErrorCode,
    in_server_code: &'static str,
    in_close_code: &'static str,
    why: &'static str,
}

macro_rules! rows {
    ($($number:literal $($place:literal)? $code:ident $why:literal;)+) => {
        &[$(Row {
            number: $number,
            code: ErrorCode::$code,
            in_server_code: concat!("server_code.", $number $(, $place)?),
            in_close_code: concat!("close_code.", $number $(, $place)?),
            why: $why,
        },)+]
    };
}

static ROWS: &[Row] = rows! {
    4001 CreditsExhausted "the service's number for exhausted credits";
    4002 SessionDurationExceeded "the service's number for the session time limit";
    4003 ConcurrencyLimit "the service's number for too many sessions";
    4010 SessionTokenInvalid "the service's number for a failed authentication";
    4503 UpstreamError "the service's number for an unavailable upstream";
};

const AUTHENTICATION: i64 = 4010;

/// What numbers mean once the session is confirmed, where that is something else.
static IN_SESSION: &[Row] = rows! {
    4010 ".in_session" SessionTokenExpired "the token was good when the session began: it has expired";
};

/// 3: an application number, in the server's code or in the close code.
pub(super) fn decide(reading: &Reading<'_>) -> Option<Verdict> {
    let in_session = IN_SESSION.iter().filter(|_| reading.phase.in_session());
    let of = |number: i64| in_session.clone().chain(ROWS).find(|row| row.number == number);
    let server = reading.server_number().and_then(of).map(|row| (row, row.in_server_code));
    let close = || of(reading.close_code?.into()).map(|row| (row, row.in_close_code));
    let (row, rule) = server.or_else(close)?;
    if row.number == AUTHENTICATION
        && let Some(said) = phrase::of_token(reading)
    {
        return Some(said); // the words tell the two apart
    }
    Some(Verdict { code: row.code.clone(), rule })
}

pub(super) fn list() -> Vec<RuleInfo> {
    let rows = ROWS
        .iter()
        .chain(IN_SESSION)
        .flat_map(|row| [row.in_server_code, row.in_close_code].map(|name| (row, name)));
    rows.map(|(row, name)| RuleInfo { name, code: row.code.clone(), why: row.why }).collect()
}
