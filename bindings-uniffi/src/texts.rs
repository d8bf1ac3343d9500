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
        AvatarError::from_json(json).map(|error| Fields::from(&error))
    });
    read.ok_or_else(Refused::defect)?.map_err(|reason| Refused::because(&reason))
}

/// One line for an operator.
#[uniffi::export]
pub fn describe(error: Fields) -> String {
    error.ask(AvatarError::describe)
}

/// Where an SDK documents the code by itself.
#[uniffi::export]
pub fn doc_url_at(error: Fields, page: &str) -> String {
    error.ask(|error| error.doc_url_at(page))
}

/// The same with correlation IDs that became known later.
#[uniffi::export]
pub fn with_ids(error: Fields, connection_id: Option<String>, req_id: Option<String>) -> Fields {
    error.changed(|error| error.with_ids(connection_id.as_deref(), req_id.as_deref()))
}

/// What the facts say of an error whose code was given.
#[uniffi::export]
pub fn reclassified(error: Fields) -> Fields {
    error.changed(|error| error.reclassified())
}

/// What groups the error with its like: code, phase and a detail.
#[uniffi::export]
pub fn fingerprint(error: Fields) -> Vec<String> {
    error.ask(|error| error.fingerprint().into())
}
