//! Failures in, errors out, as texts.

use avatar_errors::{AvatarError, Failure, classify as core};
use avatar_errors_texts::{answer as ask, error, failure};

use crate::line::integer;
use crate::memory::{NONE, answer, maybe, parts, refused, whole};

/// The error of a failure: the texts of so many names and values, then bytes.
#[unsafe(no_mangle)]
pub extern "C" fn classify(count: u32, now_ms: f64) -> i32 {
    parts(|mut parts| {
        maybe(ask::classify(&parts.text(), count, &parts.bytes(), Some(integer(now_ms))))
    })
}

/// The error of a failure of which only the phase counts.
#[unsafe(no_mangle)]
pub extern "C" fn classify_phase() -> i32 {
    whole(|texts| answer(ask::classify_phase(failure::phase(texts))))
}

/// Which link decides, −1 where facts do; −2 where a text holds the separator.
#[unsafe(no_mangle)]
pub extern "C" fn weigh(count: u32) -> i32 {
    parts(|mut parts| ask::weigh(&parts.text(), count, &parts.bytes()).unwrap_or(NONE - 1))
}

/// The error of a failure in its JSON form.
#[unsafe(no_mangle)]
pub extern "C" fn classify_json(now_ms: f64) -> i32 {
    whole(|failure| match Failure::from_json(failure) {
        Ok(failure) => answer(error::write(&core(&failure.or_now_ms(integer(now_ms))))),
        Err(reason) => refused(reason),
    })
}

/// The error that a canonical JSON is of.
#[unsafe(no_mangle)]
pub extern "C" fn from_json() -> i32 {
    whole(|json| match AvatarError::from_json(json) {
        Ok(known) => answer(error::write(&known)),
        Err(reason) => refused(reason),
    })
}

/// The error of a code: code, message and raw body, then as for `classify`.
#[unsafe(no_mangle)]
pub extern "C" fn given(count: u32, now_ms: f64) -> i32 {
    parts(|mut parts| {
        let [code, message, raw_body, texts] = [(); 4].map(|()| parts.text());
        let now_ms = Some(integer(now_ms));
        maybe(ask::given(&code, &message, &raw_body, &texts, count, &parts.bytes(), now_ms))
    })
}

/// The error of the facts that one of a given code holds.
#[unsafe(no_mangle)]
pub extern "C" fn reclassified() -> i32 {
    whole(|error| maybe(ask::reclassified(error)))
}

/// The error with the IDs that are there: an error, a connection's ID, a request's.
#[unsafe(no_mangle)]
pub extern "C" fn with_ids() -> i32 {
    parts(|mut parts| {
        let error = parts.text();
        let [connection_id, req_id] = [(); 2].map(|()| parts.maybe_text());
        answer(ask::with_ids(&error, connection_id.as_deref(), req_id.as_deref()))
    })
}
