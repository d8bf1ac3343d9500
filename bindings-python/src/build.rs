//! An error whose code the caller has decided, as the SDKs' own constructors make it.

use std::borrow::Cow;

use avatar_errors::{AvatarError, ErrorCode, Failure, InvalidJson, Phase, Recovery, classify};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use serde::Serialize;

use crate::answer::Answer;
use crate::guard::guard;
use crate::value;

/// Names the absence of a rule: nobody but the caller decided.
const GIVEN: &str = "given";

/// An error as its JSON has it.
#[derive(Serialize)]
struct Fields<'a> {
    code: &'a ErrorCode,
    phase: &'a Phase,
    message: &'a str,
    http_status: Option<u16>,
    server_code: Option<&'a str>,
    server_title: Option<&'a str>,
    server_detail: Option<&'a str>,
    connection_id: Option<&'a str>,
    req_id: Option<&'a str>,
    close_code: Option<u16>,
    close_reason: Option<&'a str>,
    recovery: &'a Recovery,
    retryable: bool,
    alert: bool,
    rule: &'static str,
}

type Given<'a, 'py> = Option<&'a Bound<'py, PyAny>>;

/// Make the answer of that code, with redacted and normalized texts.
#[pyfunction]
#[pyo3(signature = (code, message, /, *, phase = None, http_status = None, server_code = None,
    server_title = None, server_detail = None, connection_id = None, req_id = None,
    raw_body = None, close_code = None, close_reason = None))]
#[expect(clippy::too_many_arguments, reason = "one for each field of an error")]
pub fn build(
    code: &Bound<'_, PyAny>,
    message: &Bound<'_, PyAny>,
    phase: Given<'_, '_>,
    http_status: Given<'_, '_>,
    server_code: Given<'_, '_>,
    server_title: Given<'_, '_>,
    server_detail: Given<'_, '_>,
    connection_id: Given<'_, '_>,
    req_id: Given<'_, '_>,
    raw_body: Given<'_, '_>,
    close_code: Given<'_, '_>,
    close_reason: Given<'_, '_>,
) -> PyResult<Answer> {
    guard(|| {
        let code = word(Some(code)).map_or(ErrorCode::Unknown, |code| ErrorCode::from(&*code));
        let phase = word(phase).map_or(Phase::Unknown, |phase| Phase::from(&*phase));
        let mut failure = Failure::new(phase.clone());
        macro_rules! set {
            ($($field:ident = $read:expr,)+) => {
                $(if let Some(value) = $field.and_then($read) {
                    failure = failure.$field(value);
                })+
            };
        }
        set! {
            http_status = value::integer, server_code = value::code, server_title = value::text,
            server_detail = value::text, connection_id = value::text, req_id = value::text,
            close_code = value::integer, close_reason = value::text,
        }
        let error = with_code(&code, &phase, value::text(message), &classify(&failure))
            .map_err(|reason| PyRuntimeError::new_err(reason.to_string()))?;
        Ok(Answer(match raw_body.and_then(value::text).and_then(safe_body) {
            Some(body) => error.with_raw_body(body),
            None => error,
        }))
    })
}

/// A word as codes and phases are spelled.
fn word<'a>(value: Given<'a, '_>) -> Option<Cow<'a, str>> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    let word = value.and_then(value::text)?;
    ((1..=64).contains(&word.len()) && word.bytes().all(plain)).then_some(word)
}

/// The error with that code; recovery by the facts where they lead to the same code.
fn with_code(
    code: &ErrorCode,
    phase: &Phase,
    message: Option<Cow<'_, str>>,
    facts: &AvatarError,
) -> Result<AvatarError, InvalidJson> {
    let info = code.info();
    let message = message
        .and_then(safe_text)
        .or_else(|| info.map(|info| info.meaning.to_owned()))
        .unwrap_or_else(|| facts.message().to_owned());
    let recovery = match info {
        Some(_) if facts.code() == code => facts.recovery(),
        Some(info) => &info.recovery,
        None => &Recovery::Report,
    };
    let fields = Fields {
        code,
        phase,
        message: &message,
        http_status: facts.http_status(),
        server_code: facts.server_code(),
        server_title: facts.server_title(),
        server_detail: facts.server_detail(),
        connection_id: facts.connection_id(),
        req_id: facts.req_id(),
        close_code: facts.close_code(),
        close_reason: facts.close_reason(),
        recovery,
        retryable: *recovery == Recovery::Retry,
        alert: info.is_some_and(|info| info.alert),
        rule: GIVEN,
    };
    AvatarError::from_json(&serde_json::to_string(&fields).unwrap_or_default())
}

/// The text as an answer reports it: redacted, normalized and cut.
fn safe_text(text: Cow<'_, str>) -> Option<String> {
    let answer = classify(&Failure::new(Phase::Unknown).server_detail(text));
    answer.server_detail().map(str::to_owned)
}

fn safe_body(body: Cow<'_, str>) -> Option<String> {
    let answer = classify(&Failure::new(Phase::Unknown).body(body));
    answer.raw_body().map(str::to_owned)
}
