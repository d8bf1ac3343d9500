//! Failures in, errors out.

use avatar_errors::{AvatarError, Failure, Weighed, classify as core};
use napi_derive::napi;

use crate::guard::guarded;
use crate::{error, failure};

/// Classifies a failure; `None` where one of its texts holds the separator.
#[napi(catch_unwind)]
pub fn classify(texts: String, count: u32, bytes: Option<Vec<&[u8]>>) -> Option<String> {
    let work = || {
        #[cfg(feature = "test-panic")]
        crate::panic::on_request(&texts);
        let failure = failure::read(&texts, count, &bytes.unwrap_or_default())?;
        Some(error::write(&core(&failure)))
    };
    guarded(work, || Some(error::write(&core(&failure::of_phase(failure::phase(&texts))))))
}

/// The link that decides and is no failure, or was classified before; −1 where facts decide,
/// `None` where one of the texts holds the separator.
#[napi(catch_unwind)]
pub fn weigh(texts: String, count: u32, bytes: Option<Vec<&[u8]>>) -> Option<i32> {
    let work = || {
        #[cfg(feature = "test-panic")]
        crate::panic::on_request(&texts);
        let failure = failure::read(&texts, count, &bytes.unwrap_or_default())?;
        Some(match failure.weigh() {
            Weighed::NoFailure(at) | Weighed::Classified(at) => i32::try_from(at).unwrap_or(-1),
            _ => -1,
        })
    };
    guarded(work, || Some(-1))
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
