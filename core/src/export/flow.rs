//! The handling flow: retry, log, surface, alert. `error` is an error's canonical JSON; policies and
//! the monitor's state are JSON too, answers are records that carry their JSON with them.

use super::{RefusedJson, guard};
use crate::AvatarError;
use crate::json;
use crate::plain::{self, Refused};

/// What to do after a failed try.
#[derive(Debug, uniffi::Record)]
pub struct Decision {
    retry: bool,
    wait_ms: i64,
    new_token: bool,
    new_session: bool,
    cost: i32,
    reason: String,
    json: String,
}

/// One field to log, with a value of one of three kinds.
#[derive(Debug, uniffi::Record)]
pub struct LogField {
    name: String,
    text: Option<String>,
    number: Option<i64>,
    flag: Option<bool>,
}

/// What operators and end users read.
#[derive(Debug, uniffi::Record)]
pub struct Surface {
    user_message: String,
    operator_hint: String,
    doc_url: String,
    json: String,
}

/// What a backend answers its own clients with.
#[derive(Debug, uniffi::Record)]
pub struct ProblemDocument {
    status: i32,
    retry_after_s: Option<i64>,
    json: String,
}

/// What a monitor tells.
#[derive(Debug, uniffi::Record)]
pub struct Event {
    event: String,
    fingerprint: Vec<String>,
    count: i64,
    at_ms: i64,
    json: String,
}

/// A monitor after it was asked, and what it tells.
#[derive(Debug, uniffi::Record)]
pub struct Recurred {
    monitor: String,
    events: Vec<Event>,
}

/// A retry policy with every value written out.
///
/// # Errors
///
/// Where a value is none that a policy can have.
#[uniffi::export]
pub fn retry_policy(policy: &str) -> Result<String, RefusedJson> {
    answer(|| plain::retry_policy(policy))
}

/// What to do after a failed try.
///
/// # Errors
///
/// Where one of the texts is not what it must be.
#[uniffi::export]
pub fn retry_decision(policy: &str, error: &str, state: &str) -> Result<Decision, RefusedJson> {
    answer(|| {
        let decision = plain::decide(policy, error, state)?;
        Ok(Decision {
            retry: decision.retry,
            wait_ms: number(decision.wait_ms),
            new_token: decision.new_token,
            new_session: decision.new_session,
            cost: i32::try_from(decision.cost).unwrap_or(i32::MAX),
            reason: decision.reason.to_string(),
            json: decision.to_json(),
        })
    })
}

/// The fields to log, as one line of JSON.
///
/// # Errors
///
/// Where the text is no error.
#[uniffi::export]
pub fn log_line(error: &str) -> Result<String, RefusedJson> {
    answer(|| plain::log_fields(error))
}

/// The fields to log.
///
/// # Errors
///
/// Where the text is no error.
#[uniffi::export]
pub fn log_fields(error: &str) -> Result<Vec<LogField>, RefusedJson> {
    answer(|| {
        let mut fields = Vec::new();
        json::object(&plain::log_fields(error)?, None, |name, value| {
            fields.push(LogField {
                name: name.to_owned(),
                text: value.string().map(Into::into),
                number: value.integer(),
                flag: value.flag(),
            });
        })?;
        Ok(fields)
    })
}

/// What operators and end users read.
///
/// # Errors
///
/// Where the text is no error.
#[uniffi::export]
pub fn surface(error: &str) -> Result<Surface, RefusedJson> {
    answer(|| {
        let surface = plain::Surface::of(&AvatarError::from_json(error)?);
        Ok(Surface {
            json: plain::write(&surface),
            user_message: surface.user_message.to_owned(),
            operator_hint: surface.operator_hint.to_owned(),
            doc_url: surface.doc_url,
        })
    })
}

/// The problem document.
///
/// # Errors
///
/// Where the text is no error.
#[uniffi::export]
pub fn problem(error: &str) -> Result<ProblemDocument, RefusedJson> {
    answer(|| {
        let error = AvatarError::from_json(error)?;
        let problem = error.problem();
        Ok(ProblemDocument {
            status: problem.status.into(),
            retry_after_s: problem.retry_after_s.map(number),
            json: problem.to_json(),
        })
    })
}

/// A new recurrence monitor.
///
/// # Errors
///
/// Where a value is none that a policy can have.
#[uniffi::export]
pub fn recurrence_monitor(policy: &str) -> Result<String, RefusedJson> {
    answer(|| plain::recurrence_monitor(policy))
}

/// Hands a monitor an error, or with an empty text only the time.
///
/// # Errors
///
/// Where one of the texts is not what it must be.
#[uniffi::export]
pub fn recur(monitor: &str, error: &str, now_ms: i64) -> Result<Recurred, RefusedJson> {
    answer(|| {
        let now_ms = u64::try_from(now_ms).unwrap_or_default();
        let recurred = plain::recurred(monitor, error, now_ms)?;
        let events = recurred.events.into_iter().map(|event| Event {
            json: plain::write(&event),
            event: event.event.to_string(),
            fingerprint: event.fingerprint.into(),
            count: number(event.count),
            at_ms: number(event.at_ms),
        });
        Ok(Recurred { events: events.collect(), monitor: plain::write(&recurred.monitor) })
    })
}

fn answer<T>(call: impl FnOnce() -> Result<T, Refused>) -> Result<T, RefusedJson> {
    match guard(call) {
        Some(answer) => answer.map_err(|reason| RefusedJson::Refused(reason.to_string())),
        None => {
            Err(RefusedJson::Refused("not answered, because of a defect of the library".into()))
        }
    }
}

/// Signed, as Java has no other integers.
fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
