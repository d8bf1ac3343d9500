//! The handling flow over JSON texts; each throws where a text is not what it must be.

use avatar_errors::plain;
use napi_derive::napi;

/// A retry policy with every value written out.
///
/// # Errors
///
/// Where a text is not what it must be.
#[napi(catch_unwind)]
pub fn retry_policy(policy: String) -> napi::Result<String> {
    plain::retry_policy(&policy).map_err(refused)
}

/// What to do after a failed try.
///
/// # Errors
///
/// Where a text is not what it must be.
#[napi(catch_unwind)]
pub fn retry_decision(policy: String, error: String, state: String) -> napi::Result<String> {
    plain::retry_decision(&policy, &error, &state).map_err(refused)
}

/// The fields to log.
///
/// # Errors
///
/// Where a text is not what it must be.
#[napi(catch_unwind)]
pub fn log_fields(error: String) -> napi::Result<String> {
    plain::log_fields(&error).map_err(refused)
}

/// What operators and end users read.
///
/// # Errors
///
/// Where a text is not what it must be.
#[napi(catch_unwind)]
pub fn surface(error: String) -> napi::Result<String> {
    plain::surface(&error).map_err(refused)
}

/// The problem document.
///
/// # Errors
///
/// Where a text is not what it must be.
#[napi(catch_unwind)]
pub fn problem(error: String) -> napi::Result<String> {
    plain::problem(&error).map_err(refused)
}

/// A new recurrence monitor.
///
/// # Errors
///
/// Where a text is not what it must be.
#[napi(catch_unwind)]
pub fn recurrence_monitor(policy: String) -> napi::Result<String> {
    plain::recurrence_monitor(&policy).map_err(refused)
}

/// Hands a monitor an error, or with an empty text only the time.
///
/// # Errors
///
/// Where a text is not what it must be.
#[napi(catch_unwind)]
pub fn recur(monitor: String, error: String, now_ms: f64) -> napi::Result<String> {
    plain::recur(&monitor, &error, milliseconds(now_ms)).map_err(refused)
}

fn refused(reason: plain::Refused) -> napi::Error {
    napi::Error::new(napi::Status::InvalidArg, reason.to_string())
}

/// What is no time counts as the earliest.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
fn milliseconds(time: f64) -> u64 {
    time as u64
}
