use super::{ExceptionInfo, phrase};
use crate::reading::Reading;
use crate::words::{ErrorCode, Phase, Recovery};

/// Facts that change the recovery of a code.
struct Exception {
    code: ErrorCode,
    recovery: Recovery,
    when: fn(&Reading<'_>) -> bool,
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

/// The recovery of a code under these facts.
pub(crate) fn decide(code: &ErrorCode, reading: &Reading<'_>) -> Recovery {
    let exception = EXCEPTIONS.iter().find(|row| row.code == *code && (row.when)(reading));
    match (exception, code.info()) {
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

fn in_token_phase(reading: &Reading<'_>) -> bool {
    reading.phase == Phase::SessionToken
}

fn is_tls(reading: &Reading<'_>) -> bool {
    reading.transport == Some("tls") || reading.close_code == Some(1015)
}

fn is_deliberate_close(reading: &Reading<'_>) -> bool {
    matches!(reading.close_code, Some(1000 | 1008))
}

fn is_egress_unconfigured(reading: &Reading<'_>) -> bool {
    phrase::is_said("egress client is not configured on server", reading)
}

fn is_passing(reading: &Reading<'_>) -> bool {
    let numbers = [reading.close_code.map(i64::from), reading.server_number()];
    matches!(reading.error_status(), Some((500 | 503, _)))
        || numbers.into_iter().flatten().any(|number| (4500..=4999).contains(&number))
}

fn has_retry_after(reading: &Reading<'_>) -> bool {
    reading.retry_after_ms.is_some()
}
