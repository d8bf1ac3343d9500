//! Policies and states as JSON; what is not given has its default.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{InvalidPolicy, RetryPolicy, RetryState};
use crate::json;

#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Policy {
    attempts: u32,
    base_ms: u64,
    factor: Exact,
    cap_ms: u64,
    max_retry_after_ms: u64,
    max_elapsed_ms: u64,
}

#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
struct State {
    attempt: u32,
    elapsed_ms: u64,
    renewals: u32,
    random: Exact,
    budget: u32,
}

/// As the standard library reads it: `serde_json` may be a unit in the last place off.
struct Exact(f64);

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = <&RawValue>::deserialize(deserializer)?.get();
        number.parse().map(Self).map_err(|_| serde::de::Error::custom("not a number"))
    }
}

impl Default for Policy {
    fn default() -> Self {
        let RetryPolicy { attempts, base_ms, factor, cap_ms, max_retry_after_ms, max_elapsed_ms } =
            RetryPolicy::default();
        let factor = Exact(factor);
        Self { attempts, base_ms, factor, cap_ms, max_retry_after_ms, max_elapsed_ms }
    }
}

impl Default for State {
    fn default() -> Self {
        let RetryState { attempt, elapsed_ms, renewals, random, budget } = RetryState::default();
        Self { attempt, elapsed_ms, renewals, random: Exact(random), budget }
    }
}

impl RetryPolicy {
    /// Reads a policy from a JSON object of its values.
    ///
    /// # Errors
    ///
    /// Where it is none, or a value is none that a policy can have.
    pub fn from_json(text: &str) -> Result<Self, InvalidPolicy> {
        let Policy { attempts, base_ms, factor, cap_ms, max_retry_after_ms, max_elapsed_ms } =
            json::read(text).map_err(InvalidPolicy::Policy)?;
        let factor = factor.0;
        let policy = Self { attempts, base_ms, factor, cap_ms, max_retry_after_ms, max_elapsed_ms };
        policy.check().map(|()| policy)
    }
}

impl RetryState {
    /// Reads a state from a JSON object of its values.
    ///
    /// # Errors
    ///
    /// Where it is none.
    pub fn from_json(text: &str) -> Result<Self, InvalidPolicy> {
        let State { attempt, elapsed_ms, renewals, random, budget } =
            json::read(text).map_err(InvalidPolicy::State)?;
        Ok(Self { attempt, elapsed_ms, renewals, random: random.0, budget })
    }
}
