//! JSON in, JSON out: the form that all languages share.

use avatar_errors::{Failure, classify_to_json};

use crate::memory::{answer, refused, whole};

/// The canonical JSON of the error of a failure in its JSON form.
#[unsafe(no_mangle)]
pub extern "C" fn classify_line(now_ms: f64) -> i32 {
    whole(|failure| match Failure::from_json(failure) {
        Ok(failure) => {
            let mut json = Vec::with_capacity(512);
            classify_to_json(&failure.or_now_ms(integer(now_ms)), &mut json);
            answer(json)
        }
        Err(reason) => refused(reason),
    })
}

#[allow(clippy::cast_possible_truncation, reason = "a cast of a float saturates")]
pub(crate) fn integer(now_ms: f64) -> i64 {
    now_ms as i64
}
