use std::ops::RangeInclusive;
use std::sync::LazyLock;

use super::RuleInfo;
use super::Verdict;
use super::name::PhaseNames;
use crate::reading::Reading;
use crate::words::{ErrorCode, Phase};

/// HTTP statuses and what they mean for a token request, an avatar's files, an upgrade and after it.
struct Row {
    name: &'static str,
    statuses: RangeInclusive<u16>,
    token: ErrorCode,
    /// `None` is the phase's own code.
    assets: Option<ErrorCode>,
    connect: ErrorCode,
    after_upgrade: ErrorCode,
    why: &'static str,
}

macro_rules! rows {
    ($($name:literal $from:literal..=$to:literal:
        $token:ident, $assets:tt, $connect:ident, $after:ident, $why:literal;)+) => {
        &[$(Row {
            name: $name,
            statuses: $from..=$to,
            token: ErrorCode::$token,
            assets: rows!(@$assets),
            connect: ErrorCode::$connect,
            after_upgrade: ErrorCode::$after,
            why: $why,
        },)+]
    };
    (@_) => { None };
    (@$code:ident) => { Some(ErrorCode::$code) };
}

/// An exact status stands before the range that holds it.
static ROWS: &[Row] = rows! {
    "400" 400..=400: InvalidRequest, _, SessionTokenInvalid, InvalidRequest,
        "on the upgrade, the published mapping: the token could not be read";
    "401" 401..=401: SessionTokenInvalid, SessionTokenExpired, SessionTokenExpired, SessionTokenExpired,
        "for a token request it is the API key: a new token would be refused for ever";
    "402" 402..=402: BillingRequired, BillingRequired, BillingRequired, BillingRequired,
        "payment required";
    "403" 403..=403: AppIdUnrecognized, SessionTokenInvalid, SessionTokenInvalid, SessionTokenInvalid,
        "known, but not allowed: the app when asking for a token, the token afterwards";
    "404" 404..=404: AppIdUnrecognized, AvatarNotFound, AppIdUnrecognized, AppIdUnrecognized,
        "the published mapping: the app is not known here";
    "408" 408..=408: ConnectionFailed, _, ConnectionFailed, ConnectionClosed,
        "the request did not arrive in time";
    "429" 429..=429: ConcurrencyLimit, ConcurrencyLimit, ConcurrencyLimit, ConcurrencyLimit,
        "too many requests or sessions";
    "4xx" 400..=499: InvalidRequest, _, InvalidRequest, InvalidRequest,
        "the request is at fault";
    "502" 502..=502: UpstreamError, _, UpstreamError, UpstreamError,
        "a gateway says that something upstream failed";
    "504" 504..=504: UpstreamError, _, UpstreamError, UpstreamError,
        "a gateway says that something upstream was too slow";
    "5xx" 500..=599: ServerError, _, ServerError, ServerError,
        "the server is at fault and does not say why";
};

const BELOW_400: &str = "below_400";
const BELOW_400_WHY: &str =
    "a success or a redirect where neither can be, and nothing else is known";

static HTTP: LazyLock<PhaseNames> = LazyLock::new(|| names("http"));
static SERVER_CODE: LazyLock<PhaseNames> = LazyLock::new(|| names("server_code"));

fn names(family: &str) -> PhaseNames {
    let rows = ROWS.iter().map(|row| row.name).chain([BELOW_400]);
    PhaseNames::new(family, &rows.collect::<Vec<_>>())
}

impl Row {
    fn code(&self, phase: &Phase) -> ErrorCode {
        if let Some(failed) = phase.failed_asset() {
            return self.assets.clone().unwrap_or(failed);
        }
        let code = match phase {
            phase if phase.after_upgrade() => &self.after_upgrade,
            Phase::WebsocketConnect => &self.connect,
            _ => &self.token,
        };
        code.clone()
    }
}

/// 7: the effective HTTP status, else a server code that is one after the upgrade.
pub(super) fn decide(reading: &Reading<'_>) -> Option<Verdict> {
    let Some((status, is_server_code)) = reading.error_status() else {
        return below_400(reading);
    };
    let mut rows = ROWS.iter().enumerate();
    let (index, row) = rows.find(|(_, row)| row.statuses.contains(&status))?;
    let names = if is_server_code { &SERVER_CODE } else { &HTTP };
    let rule = LazyLock::force(names).get(&reading.phase, index);
    Some(Verdict { code: row.code(&reading.phase), rule })
}

fn below_400(reading: &Reading<'_>) -> Option<Verdict> {
    reading.http_status.filter(|_| !reading.phase.after_upgrade())?;
    let rule = LazyLock::force(&HTTP).get(&reading.phase, ROWS.len());
    if let Some(code) = reading.phase.failed_asset() {
        return Some(Verdict { code, rule });
    }
    let nothing_else =
        !reading.has_server_words() && !reading.is_close() && reading.transport.is_none();
    nothing_else.then_some(Verdict { code: ErrorCode::ProtocolError, rule })
}

pub(super) fn list() -> Vec<RuleInfo> {
    let mut rules = Vec::new();
    for phase in Phase::ALL {
        let mut push = |names: &'static PhaseNames, row: usize, code: ErrorCode, why| {
            rules.push(RuleInfo { name: names.get(phase, row), code, why });
        };
        for (index, row) in ROWS.iter().enumerate() {
            push(&HTTP, index, row.code(phase), row.why);
            if phase.after_upgrade() {
                push(&SERVER_CODE, index, row.code(phase), row.why);
            }
        }
        if !phase.after_upgrade() {
            let code = phase.failed_asset().unwrap_or(ErrorCode::ProtocolError);
            push(&HTTP, ROWS.len(), code, BELOW_400_WHY);
        }
    }
    rules
}
