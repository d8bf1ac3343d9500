use super::RuleInfo;
use super::Verdict;
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
    ($($number:literal $code:ident $why:literal;)+) => {
        &[$(Row {
            number: $number,
            code: ErrorCode::$code,
            in_server_code: concat!("server_code.", $number),
            in_close_code: concat!("close_code.", $number),
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

/// 3: an application number, in the server's code or in the close code.
pub(super) fn decide(reading: &Reading<'_>) -> Option<Verdict> {
    let of = |number: i64| ROWS.iter().find(|row| row.number == number);
    let server = reading.server_number().and_then(of).map(|row| (row, row.in_server_code));
    let close = || of(reading.close_code?.into()).map(|row| (row, row.in_close_code));
    let (row, rule) = server.or_else(close)?;
    Some(Verdict { code: row.code.clone(), rule })
}

pub(super) fn list() -> Vec<RuleInfo> {
    let rows =
        ROWS.iter().flat_map(|row| [row.in_server_code, row.in_close_code].map(|name| (row, name)));
    rows.map(|(row, name)| RuleInfo { name, code: row.code.clone(), why: row.why }).collect()
}
