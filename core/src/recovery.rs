use crate::ErrorCode;
use crate::Phase;
use crate::catalog::ExceptionInfo;
use crate::facts::Facts;
use crate::open_enum::open_enum;
use crate::rules::phrase;

open_enum! {
    /// What to do about a failure.
    Recovery {
        /// Transient: try again with backoff.
        Retry = "retry",
        /// Get a new session token, then connect again.
        RenewToken = "renewToken",
        /// An operator must act: configuration, credentials, billing.
        Surface = "surface",
        /// Unclassified or a defect: log it.
        Report = "report",
    }
}

/// Facts that change the recovery of a code.
struct Exception {
    code: ErrorCode,
    recovery: Recovery,
    when: fn(&Facts<'_>) -> bool,
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
pub(crate) fn decide(code: &ErrorCode, facts: &Facts<'_>) -> Recovery {
    let exception = EXCEPTIONS.iter().find(|row| row.code == *code && (row.when)(facts));
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

fn in_token_phase(facts: &Facts<'_>) -> bool {
    facts.phase == Phase::SessionToken
}

fn is_tls(facts: &Facts<'_>) -> bool {
    facts.transport == Some("tls") || facts.close_code == Some(1015)
}

fn is_deliberate_close(facts: &Facts<'_>) -> bool {
    matches!(facts.close_code, Some(1000 | 1008))
}

fn is_egress_unconfigured(facts: &Facts<'_>) -> bool {
    phrase::is_said("egress client is not configured on server", facts)
}

fn is_passing(facts: &Facts<'_>) -> bool {
    let numbers = [facts.close_code.map(i64::from), facts.server_number()];
    matches!(facts.error_status(), Some((500 | 503, _)))
        || numbers.into_iter().flatten().any(|number| (4500..=4999).contains(&number))
}

fn has_retry_after(facts: &Facts<'_>) -> bool {
    facts.retry_after_ms.is_some()
}

impl Recovery {
    /// What to do, as the end of a sentence.
    pub(crate) fn advice(&self, retry_after_ms: Option<u64>) -> std::borrow::Cow<'static, str> {
        match (self, retry_after_ms) {
            (Self::Retry, Some(ms)) => format!("retry after {ms} ms").into(),
            (Self::Retry, None) => "retry with backoff".into(),
            (Self::RenewToken, _) => "get a new session token, then connect again".into(),
            (Self::Surface, _) => "an operator must act".into(),
            (Self::Report | Self::Unlisted(_), _) => "log it and report it".into(),
        }
    }
}
