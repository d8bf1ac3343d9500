//! What is answered to each question; nothing here guards against a panic.

use avatar_errors::{AvatarError, Weighed, classify as core};
use serde::Serialize;

use crate::{error, failure, texts};

/// The error of a failure; `None` where one of its texts holds the separator.
#[must_use]
pub fn classify(texts: &str, count: u32, bytes: &[&[u8]], now_ms: Option<i64>) -> Option<String> {
    #[cfg(feature = "test-panic")]
    crate::panic::on_request(texts);
    Some(error::write(&core(&failure::read(texts, count, bytes, now_ms)?)))
}

/// Of which only the phase is known.
#[must_use]
pub fn classify_phase(phase: &str) -> String {
    error::write(&core(&failure::of_phase(phase)))
}

/// The link that decides and is no failure, or was classified before; −1 where facts decide,
/// `None` where one of the texts holds the separator.
#[must_use]
pub fn weigh(texts: &str, count: u32, bytes: &[&[u8]]) -> Option<i32> {
    #[cfg(feature = "test-panic")]
    crate::panic::on_request(texts);
    Some(match failure::read(texts, count, bytes, None)?.weigh() {
        Weighed::NoFailure(at) | Weighed::Classified(at) => i32::try_from(at).unwrap_or(-1),
        _ => -1,
    })
}

/// The error of a code that the caller has decided on; `None` where one of the texts holds the
/// separator.
#[must_use]
pub fn given(
    code: &str,
    message: &str,
    raw_body: &str,
    texts: &str,
    count: u32,
    bytes: &[&[u8]],
    now_ms: Option<i64>,
) -> Option<String> {
    #[cfg(feature = "test-panic")]
    crate::panic::on_request(message);
    let failure = failure::read(texts, count, bytes, now_ms)?;
    let error = AvatarError::given_in(failure::phase(texts), code, message, &failure);
    Some(error::write(&error.with_raw_body(raw_body)))
}

/// The error of the facts that one with a given code holds; `None` where it stays as it is.
#[must_use]
pub fn reclassified(error: &str) -> Option<String> {
    let known = error::read_whole(error);
    let anew = known.reclassified();
    (anew != known).then(|| error::write(&anew))
}

/// Sets the IDs that are given; a blank one goes.
#[must_use]
pub fn with_ids(error: &str, connection_id: Option<&str>, req_id: Option<&str>) -> String {
    let mut known = error::read_whole(error);
    if let Some(id) = connection_id {
        known = known.with_connection_id(Some(id));
    }
    if let Some(id) = req_id {
        known = known.with_req_id(Some(id));
    }
    error::write(&known)
}

/// What the core says of an error besides its fields.
#[derive(Serialize)]
#[allow(missing_debug_implementations, reason = "nobody prints it")]
pub struct Said {
    /// The line for a log.
    pub line: String,
    /// What groups the same failure.
    pub code: String,
    /// As above.
    pub phase: String,
    /// As above.
    pub detail: String,
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
#[must_use]
pub fn said(error: &AvatarError, page: &str) -> Said {
    let [code, phase, detail] = error.fingerprint();
    Said {
        line: error.describe(),
        code,
        phase,
        detail,
        severity: error.severity().as_str(),
        user_message: error.user_message(),
        operator_hint: error.operator_hint(),
        doc_url: error.doc_url_at(page),
    }
}

/// The texts of the fields to log.
#[must_use]
pub fn log_fields(error: &AvatarError) -> String {
    texts::of(&error.log_fields())
}

/// The texts of the problem document.
#[must_use]
pub fn problem(error: &AvatarError, page: &str) -> String {
    texts::of(&error.problem_at(page))
}
