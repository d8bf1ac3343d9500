use std::borrow::Cow;

use crate::error::Fields;
use crate::facts::Facts;
use crate::message::{self, Place};
use crate::text::{Limit, report, report_body};
use crate::{AvatarError, Failure, recovery, rules};

/// Turns what happened into the stable answer.
///
/// Total: no failure, however broken its texts, makes it fail or panic, and the
/// time is linear in what it is given.
///
/// ```
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
    let body = decoded_body(failure);
    AvatarError { fields: answer(failure, &body), raw_body: report_body(&body) }
}

/// Appends the canonical JSON of what [`classify`] answers, for logs by the million.
///
/// The same bytes as `classify(failure).to_json()`, without the raw body on the way.
///
/// ```
/// use avatar_errors::{Failure, Phase, classify, classify_to_json};
///
/// let failure = Failure::new(Phase::WebsocketSend).transport("reset");
/// let mut json = Vec::new();
/// classify_to_json(&failure, &mut json);
/// assert_eq!(json, classify(&failure).to_json().into_bytes());
/// ```
pub fn classify_to_json(failure: &Failure<'_>, json: &mut Vec<u8>) {
    answer(failure, &decoded_body(failure)).write_json(json);
}

fn decoded_body<'a>(failure: &'a Failure<'_>) -> Cow<'a, str> {
    failure.body.as_ref().map(|body| body.decode()).unwrap_or_default()
}

fn answer(failure: &Failure<'_>, body: &str) -> Fields {
    let mut facts = Facts::read(failure, body);
    let verdict = rules::decide(&facts);
    let recovery = recovery::decide(&verdict.code, &facts);
    let alert = verdict.code.info().is_some_and(|info| info.alert);

    let place = Place::of(&mut facts);
    let server_code = facts.server_code.map(|code| code.text.report(Limit::SERVER_CODE));
    let server_title = facts.server_title.map(|text| text.report(Limit::TEXT));
    let server_detail = facts.server_detail.map(|text| text.report(Limit::TEXT));
    let close_reason = facts.close_reason.map(|text| text.report(Limit::CLOSE_REASON));
    let said = server_detail.as_ref().or(server_title.as_ref()).or(close_reason.as_ref());
    let words = match (said, facts.message) {
        (Some(said), _) => Some(Cow::Borrowed(said.as_str())),
        (None, native) => native.and_then(|text| report(text, Limit::TEXT)).map(Cow::Owned),
    };
    let message = message::compose(words, &verdict.code, &place);

    Fields {
        code: verdict.code,
        phase: facts.phase,
        message,
        http_status: facts.http_status,
        server_code,
        server_title,
        server_detail,
        connection_id: facts.connection_id.and_then(|id| report(id, Limit::ID)),
        req_id: facts.req_id.and_then(|id| report(id, Limit::ID)),
        close_code: facts.close_code,
        close_reason,
        retryable: recovery == crate::Recovery::Retry,
        recovery,
        alert,
        retry_after_ms: facts.retry_after_ms,
        rule: Cow::Borrowed(verdict.rule),
    }
}
