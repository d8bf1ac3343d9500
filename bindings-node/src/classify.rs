//! Failures in, errors out.

use avatar_errors::{AvatarError, Failure, classify as core};
use avatar_errors_texts::{answer, error, failure};
use napi_derive::napi;

use crate::guard::guarded;

/// Classifies a failure; `None` where one of its texts holds the separator.
#[napi(catch_unwind)]
pub fn classify(texts: String, count: u32, bytes: Option<Vec<&[u8]>>) -> Option<String> {
    guarded(
        || answer::classify(&texts, count, &bytes.unwrap_or_default(), None),
        || Some(answer::classify_phase(failure::phase(&texts))),
    )
}

/// The link that decides and is no failure, or was classified before; −1 where facts decide,
/// `None` where one of the texts holds the separator.
#[napi(catch_unwind)]
pub fn weigh(texts: String, count: u32, bytes: Option<Vec<&[u8]>>) -> Option<i32> {
    guarded(|| answer::weigh(&texts, count, &bytes.unwrap_or_default()), || Some(-1))
}

/// Classifies a failure in its JSON form.
///
/// # Errors
///
/// Where the text is not one JSON object.
#[napi(js_name = "classifyJSON", catch_unwind)]
pub fn classify_json(failure: String) -> napi::Result<String> {
    let failure = Failure::from_json(&failure).map_err(invalid)?;
    Ok(error::write(&core(&failure)))
}

/// Reads an error's canonical JSON.
///
/// # Errors
///
/// Where the text is not an error of the contract.
#[napi(js_name = "fromJSON", catch_unwind)]
pub fn from_json(error: String) -> napi::Result<String> {
    Ok(error::write(&AvatarError::from_json(&error).map_err(invalid)?))
}

/// A text without secrets.
#[napi(catch_unwind)]
#[must_use]
pub fn redacted(text: String) -> String {
    guarded(|| avatar_errors::redacted(&text), String::new)
}

fn invalid(error: avatar_errors::InvalidJson) -> napi::Error {
    napi::Error::new(napi::Status::InvalidArg, error.to_string())
}
