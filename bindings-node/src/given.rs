//! Errors whose code the caller has decided on, and what becomes known of an error later.

use avatar_errors::{AvatarError, Failure, Phase};
use napi_derive::napi;

use crate::guard::guarded;
use crate::{error, failure};

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
    let work = || {
        #[cfg(feature = "test-panic")]
        crate::panic::on_request(&message);
        let failure = failure::read(&texts, count, &bytes.unwrap_or_default())?;
        let error = AvatarError::given_in(failure::phase(&texts), &code, &message, &failure);
        Some(error::write(&error.with_raw_body(raw_body)))
    };
    guarded(work, || {
        let least = Failure::new(Phase::Unknown);
        Some(error::write(&AvatarError::given("unknown", "", &least)))
    })
}

/// The error of the facts that one with a given code holds; `None` where it stays as it is.
#[napi(catch_unwind)]
#[must_use]
pub fn reclassified(error: String) -> Option<String> {
    let work = || {
        let known = error::read_whole(&error);
        let anew = known.reclassified();
        (anew != known).then(|| error::write(&anew))
    };
    guarded(work, || None)
}

/// Sets the IDs that are given; a blank one goes.
#[napi(catch_unwind)]
#[must_use]
pub fn with_ids(error: String, connection_id: Option<String>, req_id: Option<String>) -> String {
    let work = || {
        let mut known = error::read_whole(&error);
        if let Some(id) = &connection_id {
            known = known.with_connection_id(Some(id));
        }
        if let Some(id) = &req_id {
            known = known.with_req_id(Some(id));
        }
        error::write(&known)
    };
    guarded(work, || error.clone())
}
