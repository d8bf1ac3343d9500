//! The handling flow over JSON texts: what the bindings call.
//!
//! Pure functions of plain values, the same for every language. `error` is always the
//! [canonical JSON](crate::AvatarError::to_json) of an error.

use serde::Serialize;

use crate::recurrence::Watch;
use crate::{
    AvatarError, InvalidJson, InvalidPolicy, InvalidRecurrence, RecurrenceEvent, RecurrencePolicy,
    RetryDecision, RetryPolicy, RetryState, json,
};

/// A text that is not what was asked for; says which and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// Not the canonical JSON of an error.
    #[error("not the JSON of an avatar error: {0}")]
    Error(#[from] InvalidJson),
    /// Not a retry policy, or not the state of one.
    #[error("{0}")]
    Policy(#[from] InvalidPolicy),
    /// Not a recurrence monitor.
    #[error("{0}")]
    Recurrence(#[from] InvalidRecurrence),
}

/// Checks a retry policy, `{}` being the default one; gives it with every value written out.
///
/// # Errors
///
/// Where a value is none that a policy can have.
pub fn retry_policy(policy: &str) -> Result<String, Refused> {
    Ok(write(&RetryPolicy::from_json(policy)?))
}

/// Decides with a policy on an error in a state: `attempt`, `elapsed_ms`, `renewals`, `random`,
/// `budget`.
///
/// # Errors
///
/// Where one of the texts is not what it must be.
pub fn retry_decision(policy: &str, error: &str, state: &str) -> Result<String, Refused> {
    Ok(decide(policy, error, state)?.to_json())
}

pub(crate) fn decide(policy: &str, error: &str, state: &str) -> Result<RetryDecision, Refused> {
    let policy = RetryPolicy::from_json(policy)?;
    let state = RetryState::from_json(state)?;
    Ok(policy.decide(&AvatarError::from_json(error)?, &state))
}

/// The fields to log.
///
/// # Errors
///
/// Where the text is no error.
pub fn log_fields(error: &str) -> Result<String, Refused> {
    Ok(AvatarError::from_json(error)?.log_fields().to_json())
}

/// What operators and end users read: `user_message`, `operator_hint`, `doc_url`.
///
/// # Errors
///
/// Where the text is no error.
pub fn surface(error: &str) -> Result<String, Refused> {
    Ok(write(&Surface::of(&AvatarError::from_json(error)?)))
}

#[derive(Serialize)]
pub(crate) struct Surface {
    pub(crate) user_message: &'static str,
    pub(crate) operator_hint: &'static str,
    pub(crate) doc_url: String,
}

impl Surface {
    pub(crate) fn of(error: &AvatarError) -> Self {
        Self {
            user_message: error.user_message(),
            operator_hint: error.operator_hint(),
            doc_url: error.doc_url(),
        }
    }
}

/// The problem document.
///
/// # Errors
///
/// Where the text is no error.
pub fn problem(error: &str) -> Result<String, Refused> {
    Ok(AvatarError::from_json(error)?.problem().to_json())
}

/// A new recurrence monitor; `{}` gives the default policy.
///
/// # Errors
///
/// Where a value is none that a policy can have.
pub fn recurrence_monitor(policy: &str) -> Result<String, Refused> {
    let policy: RecurrencePolicy = json::read(policy).map_err(InvalidRecurrence::Policy)?;
    Ok(write(&Watch::new(policy)?))
}

/// Hands a monitor an error, or with an empty text only the time: `{"events":[…],"monitor":{…}}`.
///
/// # Errors
///
/// Where one of the texts is not what it must be.
pub fn recur(monitor: &str, error: &str, now_ms: u64) -> Result<String, Refused> {
    Ok(write(&recurred(monitor, error, now_ms)?))
}

#[derive(Serialize)]
pub(crate) struct Recurred {
    pub(crate) events: Vec<RecurrenceEvent>,
    pub(crate) monitor: Watch,
}

pub(crate) fn recurred(monitor: &str, error: &str, now_ms: u64) -> Result<Recurred, Refused> {
    let mut monitor = Watch::from_json(monitor)?;
    let events = if error.is_empty() {
        monitor.check(now_ms)
    } else {
        monitor.record(&AvatarError::from_json(error)?, now_ms)
    };
    Ok(Recurred { events, monitor })
}

pub(crate) fn write(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
