use avatar_errors::AvatarError;

use crate::fields::Fields;
use crate::guard::{guard, panic_on_request};
use crate::refused::Refused;

/// The canonical JSON.
#[uniffi::export]
pub fn to_json(error: Fields) -> String {
    error.ask(AvatarError::to_json)
}

/// Reads canonical JSON back.
///
/// # Errors
///
/// Where the text is not the JSON of an error.
#[uniffi::export]
pub fn from_json(json: &str) -> Result<Fields, Refused> {
    let read = guard(|| {
        panic_on_request(json);
        AvatarError::from_json(json).map(|error| Fields::whole(&error))
    });
    read.ok_or_else(Refused::defect)?.map_err(|reason| Refused::because(&reason))
}

/// One line for a log.
#[uniffi::export]
pub fn describe(error: Fields) -> String {
    error.ask(AvatarError::to_string)
}

/// What groups the error with its like: code, phase and a detail.
#[uniffi::export]
pub fn fingerprint(error: Fields) -> Vec<String> {
    error.ask(|error| error.fingerprint().into())
}
