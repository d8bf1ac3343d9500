//! What is asked of an error; each takes the text that the error holds.

use avatar_errors_texts::answer;
use napi_derive::napi;

use crate::guard::asked;

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
    let answer::Said { line, code, phase, detail, severity, user_message, operator_hint, doc_url } =
        asked(&error, |error| answer::said(error, &page));
    let fingerprint = vec![code, phase, detail];
    Said { line, fingerprint, severity, user_message, operator_hint, doc_url }
}

/// The texts of the fields to log.
#[napi(catch_unwind)]
#[must_use]
pub fn log_fields(error: String) -> String {
    asked(&error, answer::log_fields)
}

/// The texts of the problem document.
#[napi(catch_unwind)]
#[must_use]
pub fn problem(error: String, page: String) -> String {
    asked(&error, |error| answer::problem(error, &page))
}

/// Codes, phases, recoveries and rules, as JSON.
#[napi(catch_unwind)]
#[must_use]
pub fn catalog() -> String {
    avatar_errors::catalog::to_json()
}
