//! What is asked of an error; each takes the text that the error holds.

use napi_derive::napi;

use crate::guard::asked;
use crate::texts;

/// What the core says of an error besides its fields.
#[napi(object, object_from_js = false)]
pub struct Said {
    /// The line for a log.
    pub line: String,
    /// What groups the same failure.
    pub fingerprint: Vec<String>,
    /// How loud to log it.
    pub severity: &'static str,
    /// What to tell an end user.
    pub user_message: &'static str,
    /// What an operator should check.
    pub operator_hint: &'static str,
    /// Where the code is documented.
    pub doc_url: String,
}

/// All of it at once: whoever reads one of them often reads another. The page is where the codes are
/// documented; a blank one is the core's own.
#[napi(catch_unwind)]
#[must_use]
pub fn said(error: String, page: String) -> Said {
    asked(&error, |error| Said {
        line: error.describe(),
        fingerprint: error.fingerprint().into(),
        severity: error.severity().as_str(),
        user_message: error.user_message(),
        operator_hint: error.operator_hint(),
        doc_url: error.doc_url_at(&page),
    })
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
pub fn problem(error: String, page: String) -> String {
    asked(&error, |error| texts::of(&error.problem_at(&page)))
}

/// Codes, phases, recoveries and rules, as JSON.
#[napi(catch_unwind)]
#[must_use]
pub fn catalog() -> String {
    avatar_errors::catalog::to_json()
}
