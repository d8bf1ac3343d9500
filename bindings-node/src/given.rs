//! Errors whose code the caller has decided on, and what becomes known of an error later.

use avatar_errors::{AvatarError, Failure, Phase};
use avatar_errors_texts::{answer, error};
use napi_derive::napi;

use crate::guard::guarded;

/// The error of a code; `None` where one of the texts holds the separator.
#[napi(catch_unwind)]
pub fn given(
    code: String,
    message: String,
    raw_body: String,
    texts: String,
    count: u32,
    bytes: Option<Vec<&[u8]>>,
) -> Option<String> {
    let bytes = bytes.unwrap_or_default();
    guarded(
        || answer::given(&code, &message, &raw_body, &texts, count, &bytes, None),
        || {
            let least = Failure::new(Phase::Unknown);
            Some(error::write(&AvatarError::given("unknown", "", &least)))
        },
    )
}

/// The error of the facts that one with a given code holds; `None` where it stays as it is.
#[napi(catch_unwind)]
#[must_use]
pub fn reclassified(error: String) -> Option<String> {
    guarded(|| answer::reclassified(&error), || None)
}

/// Sets the IDs that are given; a blank one goes.
#[napi(catch_unwind)]
#[must_use]
pub fn with_ids(error: String, connection_id: Option<String>, req_id: Option<String>) -> String {
    guarded(
        || answer::with_ids(&error, connection_id.as_deref(), req_id.as_deref()),
        || error.clone(),
    )
}
