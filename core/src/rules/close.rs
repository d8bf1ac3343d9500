use std::ops::RangeInclusive;

use super::RuleInfo;
use super::Verdict;
use crate::reading::Reading;
use crate::words::ErrorCode;

struct Row {
    codes: RangeInclusive<i64>,
    code: ErrorCode,
    in_server_code: &'static str,
    in_close_code: &'static str,
    why: &'static str,
}

macro_rules! rows {
    ($($name:literal $from:literal..=$to:literal $code:ident $why:literal;)+) => {
        &[$(Row {
            codes: $from..=$to,
            code: ErrorCode::$code,
            in_server_code: concat!("server_code.", $name),
            in_close_code: concat!("close_code.", $name),
            why: $why,
        },)+]
    };
}

static ROWS: &[Row] = rows! {
    "1002" 1002..=1002 ProtocolError "RFC 6455: protocol error";
    "1003" 1003..=1003 ProtocolError "RFC 6455: unsupported data";
    "1007" 1007..=1007 ProtocolError "RFC 6455: invalid payload";
    "1010" 1010..=1010 ProtocolError "RFC 6455: mandatory extension";
    "1009" 1009..=1009 InvalidRequest "RFC 6455: the message was too big, and would be again";
    "1014" 1014..=1014 UpstreamError "IANA: bad gateway";
    "1015" 1015..=1015 ConnectionFailed "RFC 6455: TLS handshake";
    "3000" 3000..=3000 SessionTokenInvalid "IANA: unauthorized";
    "3003" 3003..=3003 SessionTokenInvalid "IANA: forbidden";
    "4000_4499" 4000..=4499 InvalidRequest "the service's contract: the request is at fault";
    "4500_4999" 4500..=4999 ServerError "the service's contract: the server is briefly unable";
    "other" 0..=65535 ConnectionClosed "any other close is an unexpected end";
};

/// Close codes of the service's own, which its errors may carry too.
const APPLICATION: RangeInclusive<i64> = 4000..=4999;

const NO_CODE: &str = "close_code.none";

/// 8: any other close, and an application number that the server's code is.
pub(super) fn decide(reading: &Reading<'_>) -> Option<Verdict> {
    let of = |code: i64| ROWS.iter().find(|row| row.codes.contains(&code));
    let number = reading.server_number().filter(|number| APPLICATION.contains(number));
    if let Some(row) = number.and_then(of) {
        return Some(Verdict { code: row.code.clone(), rule: row.in_server_code });
    }
    if let Some(row) = reading.close_code.and_then(|code| of(code.into())) {
        return Some(Verdict { code: row.code.clone(), rule: row.in_close_code });
    }
    let closed = Verdict { code: ErrorCode::ConnectionClosed, rule: NO_CODE };
    reading.is_close().then_some(closed)
}

pub(super) fn list() -> Vec<RuleInfo> {
    let info = |name, row: &Row| RuleInfo { name, code: row.code.clone(), why: row.why };
    let own = ROWS.iter().filter(|row| APPLICATION.contains(row.codes.start()));
    let mut rules: Vec<_> = own.map(|row| info(row.in_server_code, row)).collect();
    rules.extend(ROWS.iter().map(|row| info(row.in_close_code, row)));
    let why = "a close that gives a reason only";
    rules.push(RuleInfo { name: NO_CODE, code: ErrorCode::ConnectionClosed, why });
    rules
}
