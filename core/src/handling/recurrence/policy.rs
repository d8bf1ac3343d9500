use serde::{Deserialize, Serialize};

use crate::handling::number::{MOST as MAX_MS, whole};
use crate::json::{self, InvalidJson};

/// The most occurrences that are kept of each.
const MAX_THRESHOLD: u32 = 100;

/// When a failure recurs: so many of the same fingerprint in so long a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct RecurrencePolicy {
    /// How many make an alert, 1–100.
    pub threshold: u32,
    /// The sliding window in which they count, in milliseconds.
    pub window_ms: u64,
    /// How long after an alert there is none of the same fingerprint, in milliseconds.
    pub cool_down_ms: u64,
}

impl Default for RecurrencePolicy {
    fn default() -> Self {
        Self { threshold: 5, window_ms: 5 * 60_000, cool_down_ms: 15 * 60_000 }
    }
}

/// A value that no policy can have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidRecurrence {
    /// More occurrences than are kept, or none.
    #[error("threshold must be 1 to {MAX_THRESHOLD}")]
    Threshold,
    /// In no time nothing recurs.
    #[error("window must be 1 ms to 2^53-1 ms")]
    Window,
    /// More than all languages can count.
    #[error("cool-down must be at most 2^53-1 ms")]
    CoolDown,
    /// Not the JSON of a policy.
    #[error("not a recurrence policy: {0}")]
    Policy(InvalidJson),
}

impl RecurrencePolicy {
    /// Reads a policy from a JSON object of its values; what is not given has its default.
    ///
    /// # Errors
    ///
    /// Where it is none, or a value is none that a policy can have.
    pub fn from_json(text: &str) -> Result<Self, InvalidRecurrence> {
        let policy: Self = json::read(text).map_err(InvalidRecurrence::Policy)?;
        policy.check().map(|()| policy)
    }

    /// A policy of numbers as any language gives them.
    ///
    /// # Errors
    ///
    /// Where a value is none that a policy can have.
    pub fn of(
        threshold: f64,
        window_ms: f64,
        cool_down_ms: f64,
    ) -> Result<Self, InvalidRecurrence> {
        let policy = Self {
            threshold: u32::try_from(whole(threshold)).unwrap_or_default(),
            window_ms: whole(window_ms),
            cool_down_ms: whole(cool_down_ms),
        };
        policy.check().map(|()| policy)
    }

    /// Whether every value is one that a policy can have.
    ///
    /// # Errors
    ///
    /// Names the first value that is not.
    pub fn check(&self) -> Result<(), InvalidRecurrence> {
        if !(1..=MAX_THRESHOLD).contains(&self.threshold) {
            return Err(InvalidRecurrence::Threshold);
        }
        if !(1..=MAX_MS).contains(&self.window_ms) {
            return Err(InvalidRecurrence::Window);
        }
        if self.cool_down_ms > MAX_MS {
            return Err(InvalidRecurrence::CoolDown);
        }
        Ok(())
    }
}
