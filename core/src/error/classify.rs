use std::borrow::Cow;

use super::message::{self, Place};
use super::{AvatarError, Fields};
use crate::failure::Failure;
use crate::reading::Reading;
use crate::rules::{self, recovery};
use crate::text::{Limit, report, report_body};
use crate::words::Recovery;

/// Turns what happened into the stable answer.
///
/// Total: no failure, however broken its texts, makes it fail or panic, and the
/// time is linear in what it is given.
///
/// ```
/// # extern crate avatar_errors_core as avatar_errors;
/// use avatar_errors::{Failure, Phase, classify};
///
/// let failure = Failure::new(Phase::WebsocketRuntime)
///     .close_code(4503)
///     .close_reason("upstream unavailable");
/// let error = classify(&failure);
/// assert_eq!(error.code().as_str(), "upstreamError");
/// assert!(error.retryable() && error.alert());
/// ```
#[must_use]
pub fn classify(failure: &Failure<'_>) -> AvatarError {
    let failure = &*failure.weighed();
    let body = decoded_body(failure);
    AvatarError::new(decide(failure, &body), report_body(&body))
}

/// Appends the canonical JSON of what [`classify`] answers, for logs by the million.
///
/// The same bytes as `classify(failure).to_json()`, without the raw body on the way.
///
/// ```
/// # extern crate avatar_errors_core as avatar_errors;
/// use avatar_errors::{Failure, Phase, classify, classify_to_json};
///
/// let failure = Failure::new(Phase::WebsocketSend).transport("reset");
/// let mut json = Vec::new();
/// classify_to_json(&failure, &mut json);
/// assert_eq!(json, classify(&failure).to_json().into_bytes());
/// ```
pub fn classify_to_json(failure: &Failure<'_>, json: &mut Vec<u8>) {
    let failure = &*failure.weighed();
    decide(failure, &decoded_body(failure)).write_json(json);
}

fn decoded_body<'a>(failure: &'a Failure<'_>) -> Cow<'a, str> {
    failure.body.as_ref().map(|body| body.decode()).unwrap_or_default()
}

// Several copies of it would be a large part of the native libraries.
#[inline(never)]
fn decide(failure: &Failure<'_>, body: &str) -> Fields {
    let mut reading = Reading::read(failure, body);
    let verdict = rules::decide(&reading);
    let recovery = recovery::decide(&verdict, &reading);
    let alert = verdict.code.info().is_some_and(|info| info.alert);

    let place = Place::of(&mut reading);
    let server_code = reading.server_code.map(|code| code.text.report(Limit::SERVER_CODE));
    let server_title = reading.server_title.map(|text| text.report(Limit::TEXT));
    let server_detail = reading.server_detail.map(|text| text.report(Limit::TEXT));
    let close_reason = reading.close_reason.map(|text| text.report(Limit::CLOSE_REASON));
    let said = server_detail.as_ref().or(server_title.as_ref()).or(close_reason.as_ref());
    let words = match (said, reading.message) {
        (Some(said), _) => Some(Cow::Borrowed(said.as_str())),
        (None, native) => native.and_then(|text| report(text, Limit::TEXT)).map(Cow::Owned),
    };
    let prefix = reading.prefix.and_then(|text| report(text, Limit::TEXT));
    let message = message::compose(prefix, words, &verdict.code, &place);

    Fields {
        code: verdict.code,
        phase: reading.phase,
        message: message.into(),
        http_status: reading.http_status,
        server_code,
        server_title,
        server_detail,
        connection_id: reading.connection_id.and_then(|id| report(id, Limit::ID)),
        req_id: reading.req_id.and_then(|id| report(id, Limit::ID)),
        close_code: reading.close_code,
        close_reason,
        retryable: recovery == Recovery::Retry,
        recovery,
        alert,
        retry_after_ms: reading.retry_after_ms,
        rule: Cow::Borrowed(verdict.rule),
    }
}
