use super::{ExceptionInfo, Verdict, between, phrase};
use crate::reading::Reading;
use crate::words::{ErrorCode, Phase, Recovery};

/// Facts that change the recovery of a code.
struct Exception {
    code: ErrorCode,
    recovery: Recovery,
    when: fn(&Reading<'_>, &Verdict) -> bool,
    condition: &'static str,
    why: &'static str,
}

macro_rules! exceptions {
    ($($code:ident $recovery:ident $when:ident $condition:literal, $why:literal;)+) => {
        &[$(Exception {
            code: ErrorCode::$code,
            recovery: Recovery::$recovery,
            when: $when,
            condition: $condition,
            why: $why,
        },)+]
    };
}

static EXCEPTIONS: &[Exception] = exceptions! {
    SessionTokenExpired Surface in_token_phase "phase session_token",
        "the credential that asks for tokens is at fault";
    ConnectionFailed Surface is_tls "transport tls or close 1015",
        "a certificate does not heal";
    ConnectionFailed Surface is_refused_in_between
        "the rule of a proxy, a portal, a page or a phrase of something in between decided",
        "nothing in between heals by itself";
    FailedToFetchAvatarMetadata Surface is_lasting_for_assets
        "transport tls, HTTP 407, 511, 4xx but 408, 421 and 425, or an HTML page with 1xx–3xx",
        "the same request would fail again";
    FailedToDownloadAvatarAssets Surface is_lasting_for_assets
        "transport tls, HTTP 407, 511, 4xx but 408, 421 and 425, or an HTML page with 1xx–3xx",
        "the same request would fail again";
    ConnectionClosed Report is_deliberate_close "close 1000 or 1008",
        "the server meant to close";
    EgressUnavailable Surface is_egress_unconfigured "the server says that egress is not configured",
        "a deployment without egress stays without";
    ServerError Retry is_passing "HTTP 500 or 503, or a close or server code of 4500–4999",
        "the server is briefly unable";
    ServerError Retry has_retry_after "a valid Retry-After",
        "the server says when to come again";
    ConcurrencyLimit Retry has_retry_after "a valid Retry-After",
        "the server says when to come again";
};

/// The recovery of what the rules decided.
pub(crate) fn decide(verdict: &Verdict, reading: &Reading<'_>) -> Recovery {
    let mut rows = EXCEPTIONS.iter().filter(|row| row.code == verdict.code);
    match (rows.find(|row| (row.when)(reading, verdict)), verdict.code.info()) {
        (Some(exception), _) => exception.recovery.clone(),
        (None, Some(info)) => info.recovery.clone(),
        (None, None) => Recovery::Report,
    }
}

/// The exceptions of a code.
pub(crate) fn exceptions(code: &ErrorCode) -> Vec<ExceptionInfo> {
    let rows = EXCEPTIONS.iter().filter(|row| row.code == *code);
    rows.map(|row| ExceptionInfo {
        recovery: row.recovery.clone(),
        condition: row.condition,
        why: row.why,
    })
    .collect()
}

fn in_token_phase(reading: &Reading<'_>, _: &Verdict) -> bool {
    reading.phase == Phase::SessionToken
}

fn is_tls(reading: &Reading<'_>, _: &Verdict) -> bool {
    reading.transport == Some("tls") || reading.close_code == Some(1015)
}

fn is_refused_in_between(_: &Reading<'_>, verdict: &Verdict) -> bool {
    between::must_act(verdict.rule)
}

fn is_lasting_for_assets(reading: &Reading<'_>, _: &Verdict) -> bool {
    let passing = |status| matches!(status, 408 | 421 | 425);
    let lasts = |status| match status {
        400..=499 => !passing(status),
        511 => true,
        _ => reading.is_page && status < 400,
    };
    reading.transport == Some("tls") || reading.http_status.is_some_and(lasts)
}

fn is_deliberate_close(reading: &Reading<'_>, _: &Verdict) -> bool {
    matches!(reading.close_code, Some(1000 | 1008))
}

fn is_egress_unconfigured(reading: &Reading<'_>, _: &Verdict) -> bool {
    phrase::is_said("egress client is not configured on server", reading)
}

fn is_passing(reading: &Reading<'_>, _: &Verdict) -> bool {
    let numbers = [reading.close_code.map(i64::from), reading.server_number()];
    matches!(reading.error_status(), Some((500 | 503, _)))
        || numbers.into_iter().flatten().any(|number| (4500..=4999).contains(&number))
}

fn has_retry_after(reading: &Reading<'_>, _: &Verdict) -> bool {
    reading.retry_after_ms.is_some()
}
