//! What is asked of an error; each takes the text that the error holds.

use napi_derive::napi;

use crate::guard::asked;
use crate::texts;

/// The line for a log.
#[napi(catch_unwind)]
#[must_use]
pub fn describe(error: String) -> String {
    asked(&error, ToString::to_string)
}

/// What groups the same failure.
#[napi(catch_unwind)]
#[must_use]
pub fn fingerprint(error: String) -> Vec<String> {
    asked(&error, |error| error.fingerprint().into())
}

/// The texts of the fields to log.
#[napi(catch_unwind)]
#[must_use]
pub fn log_fields(error: String) -> String {
    asked(&error, |error| texts::of(&error.log_fields()))
}

/// The texts of the problem document.
#[napi(catch_unwind)]
#[must_use]
pub fn problem(error: String) -> String {
    asked(&error, |error| texts::of(&error.problem()))
}

/// Codes, phases, recoveries and rules, as JSON.
#[napi(catch_unwind)]
#[must_use]
pub fn catalog() -> String {
    avatar_errors::catalog::to_json()
}
