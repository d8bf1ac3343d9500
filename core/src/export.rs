//! What Kotlin and Swift call: pure functions over plain values, never an object or a callback.
//!
//! None of them panics: a panic in a function without a `Result` would end a Swift program.

mod flow;

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::packed::{read_error, read_facts, write_error};
use crate::{AvatarError, Failure, Phase, catalog};

uniffi::setup_scaffolding!("avatar_errors");

/// A text that is no error of the contract.
#[derive(Debug, thiserror::Error, uniffi::Error)]
#[uniffi(flat_error)]
pub enum RefusedJson {
    /// Says what is wrong with it, without repeating it.
    #[error("{0}")]
    Refused(String),
}

/// Classifies packed facts; gives a packed error.
#[uniffi::export]
pub fn classify(facts: &[u8]) -> Vec<u8> {
    let phase = || guard(|| read_facts(facts).phase).unwrap_or(Phase::Unknown);
    guard(|| {
        #[cfg(feature = "test-panic")]
        panic_on_request(facts);
        write_error(&crate::classify(&read_facts(facts)))
    })
    // What is left to say after a defect of ours.
    .or_else(|| guard(|| write_error(&crate::classify(&Failure::new(phase())))))
    .unwrap_or_default()
}

/// Classifies a failure in its JSON form; gives a packed error, nothing where it is not one JSON object.
#[uniffi::export]
pub fn classify_line(failure: &str) -> Option<Vec<u8>> {
    guard(|| Some(write_error(&crate::classify(&Failure::from_json(failure).ok()?))))?
}

/// The canonical JSON of a packed error.
#[uniffi::export]
pub fn to_json(error: &[u8]) -> String {
    guard(|| read_error(error).map(|error| error.to_json())).flatten().unwrap_or_default()
}

/// Reads canonical JSON; gives a packed error.
///
/// # Errors
///
/// Where the text is not the JSON of an error.
#[uniffi::export]
pub fn from_json(json: &str) -> Result<Vec<u8>, RefusedJson> {
    let read = guard(|| {
        #[cfg(feature = "test-panic")]
        panic_on_request(json.as_bytes());
        AvatarError::from_json(json)
    });
    match read {
        Some(Ok(error)) => Ok(write_error(&error)),
        Some(Err(reason)) => Err(RefusedJson::Refused(reason.to_string())),
        None => Err(RefusedJson::Refused("not read, because of a defect of the library".into())),
    }
}

/// A packed error as one line for a log.
#[uniffi::export]
pub fn describe(error: &[u8]) -> String {
    guard(|| read_error(error).map(|error| error.to_string())).flatten().unwrap_or_default()
}

/// What groups a packed error with its like: code, phase and a detail; empty where it is none.
#[uniffi::export]
pub fn fingerprint(error: &[u8]) -> Vec<String> {
    guard(|| read_error(error).map(|error| error.fingerprint().into()))
        .flatten()
        .unwrap_or_default()
}

/// Codes, phases, recoveries and rules as JSON.
#[uniffi::export]
pub fn catalog_json() -> String {
    guard(catalog::to_json).unwrap_or_default()
}

/// What a call costs at least: takes the facts, does nothing, gives as many bytes as are asked for.
#[uniffi::export]
pub fn empty(facts: &[u8], answer: u32) -> Vec<u8> {
    let _ = facts;
    vec![0; answer.min(1 << 16) as usize]
}

fn guard<T>(call: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(call)).ok()
}

#[cfg(feature = "test-panic")]
#[allow(clippy::panic, reason = "it is what the feature is for")]
fn panic_on_request(given: &[u8]) {
    const REQUEST: &[u8] = b"panic on request";
    if given.windows(REQUEST.len()).any(|window| window == REQUEST) {
        panic!("requested");
    }
}
