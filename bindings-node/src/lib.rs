//! Native half of the npm package `avatar-errors`: pure functions over plain values.
//!
//! Reading a property across the boundary costs more than classifying, so the
//! JavaScript half sends every text in one string and gets one string back.

mod answer;
mod failure;
pub mod flow;
#[cfg(feature = "test-panic")]
mod panic;

use avatar_errors::{AvatarError, Failure};
use napi_derive::napi;

/// Classifies facts; `None` where one of the texts holds their separator.
#[napi(catch_unwind)]
pub fn classify(
    texts: String,
    http_status: f64,
    close_code: f64,
    now_ms: f64,
    body: Option<&[u8]>,
    frame: Option<&[u8]>,
    headers: Option<Vec<String>>,
) -> Option<String> {
    #[cfg(feature = "test-panic")]
    panic::on_request(&texts);
    let failure = failure::read(&texts, body)?;
    let failure = failure::numbers(failure, http_status, close_code, now_ms);
    let failure = failure::received(failure, frame, headers.as_deref());
    Some(answer::write(&avatar_errors::classify(&failure)))
}

/// Classifies a failure in its JSON form.
///
/// # Errors
///
/// Where the text is not one JSON object.
#[napi(js_name = "classifyJSON", catch_unwind)]
pub fn classify_json(failure: String) -> napi::Result<String> {
    let failure = Failure::from_json(&failure).map_err(invalid)?;
    Ok(answer::write(&avatar_errors::classify(&failure)))
}

/// Reads an error's canonical JSON and writes it anew.
///
/// # Errors
///
/// Where the text is not an error of the contract.
#[napi(catch_unwind)]
pub fn canonical(error: String) -> napi::Result<String> {
    Ok(read(&error)?.to_json())
}

/// The line for a log.
///
/// # Errors
///
/// Where the text is not an error of the contract.
#[napi(catch_unwind)]
pub fn describe(error: String) -> napi::Result<String> {
    Ok(read(&error)?.to_string())
}

/// What groups the same failure.
///
/// # Errors
///
/// Where the text is not an error of the contract.
#[napi(catch_unwind)]
pub fn fingerprint(error: String) -> napi::Result<Vec<String>> {
    Ok(read(&error)?.fingerprint().into())
}

/// Codes, phases, recoveries and rules, as JSON.
#[napi(catch_unwind)]
#[must_use]
pub fn catalog() -> String {
    avatar_errors::catalog::to_json()
}

fn read(error: &str) -> napi::Result<AvatarError> {
    AvatarError::from_json(error).map_err(invalid)
}

fn invalid(error: avatar_errors::InvalidJson) -> napi::Error {
    napi::Error::new(napi::Status::InvalidArg, error.to_string())
}
