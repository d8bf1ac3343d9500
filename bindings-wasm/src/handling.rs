//! What is asked of an error.

use avatar_errors_texts::{answer as ask, error, of};

use crate::memory::{answer, parts, whole};

/// What the core says of an error besides its fields: an error and the page of the codes.
#[unsafe(no_mangle)]
pub extern "C" fn said() -> i32 {
    parts(|mut parts| answer(of(&ask::said(&error::read(&parts.text()), &parts.text()))))
}

/// The texts of the fields to log.
#[unsafe(no_mangle)]
pub extern "C" fn log_fields() -> i32 {
    whole(|error| answer(ask::log_fields(&error::read(error))))
}

/// The texts of the problem document: an error and the page of the codes.
#[unsafe(no_mangle)]
pub extern "C" fn problem() -> i32 {
    parts(|mut parts| answer(ask::problem(&error::read(&parts.text()), &parts.text())))
}

/// Codes, phases, recoveries and rules, as JSON.
#[unsafe(no_mangle)]
pub extern "C" fn catalog() -> i32 {
    answer(avatar_errors::catalog::to_json())
}

/// A text without secrets.
#[unsafe(no_mangle)]
pub extern "C" fn redacted() -> i32 {
    whole(|text| answer(avatar_errors::redacted(text)))
}
