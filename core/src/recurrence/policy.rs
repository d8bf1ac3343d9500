use serde::{Deserialize, Serialize};

use crate::InvalidJson;

/// The most occurrences that are kept of each.
const MAX_THRESHOLD: u32 = 100;
/// Beyond 2^53 not every language has integers.
const MAX_MS: u64 = (1 << 53) - 1;

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
    /// Not the JSON of a monitor.
    #[error("not the state of a recurrence monitor: {0}")]
    State(InvalidJson),
}

impl RecurrencePolicy {
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
