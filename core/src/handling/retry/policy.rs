use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use super::RetryDecision;
use super::RetryReason as Reason;
use super::budget::{CAPACITY, RETRY_COST, THROTTLED_COST};
use crate::error::AvatarError;
use crate::handling::number::{MOST, clamped, small, whole};
use crate::json::{self, InvalidJson};
use crate::words::{ErrorCode, Phase, Recovery};

/// A factor of nearly 1 would need as many steps as there were tries.
const MOST_STEPS: u32 = 1001;

/// How often and how long to try again.
///
/// ```
/// # extern crate avatar_errors_core as avatar_errors;
/// use avatar_errors::{Failure, Phase, RetryPolicy, RetryState, classify};
///
/// let error = classify(&Failure::new(Phase::WebsocketRuntime).transport("reset"));
/// let decision = RetryPolicy::default().decide(&error, &RetryState { random: 0.5, ..RetryState::default() });
/// assert!(decision.retry && decision.new_session && decision.wait_ms == 250);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct RetryPolicy {
    /// How often to try in all, the first time included.
    pub attempts: u32,
    /// The longest wait before the second try, in milliseconds.
    pub base_ms: u64,
    /// What the longest wait grows by with every try; at least 1.
    #[serde(deserialize_with = "exact")]
    pub factor: f64,
    /// The longest wait of all, in milliseconds; `Retry-After` may ask for more.
    pub cap_ms: u64,
    /// As much of a `Retry-After` as is waited, in milliseconds.
    pub max_retry_after_ms: u64,
    /// When the last try may begin, in milliseconds after the first.
    pub max_elapsed_ms: u64,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            attempts: 3,
            base_ms: 500,
            factor: 2.0,
            cap_ms: 20_000,
            max_retry_after_ms: 60_000,
            max_elapsed_ms: 120_000,
        }
    }
}

/// A value that no policy can have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidPolicy {
    /// There is always a first try.
    #[error("attempts must be 1 or more")]
    Attempts,
    /// Waits do not shrink.
    #[error("factor must be a number of 1 or more")]
    Factor,
    /// More than all languages can count.
    #[error("{0} must be at most 2^53-1 ms")]
    Milliseconds(&'static str),
    /// Not the JSON of a policy.
    #[error("not a retry policy: {0}")]
    Policy(InvalidJson),
    /// Not the JSON of a state.
    #[error("not the state of a retry: {0}")]
    State(InvalidJson),
}

/// What has happened until now.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RetryState {
    /// The number of the try that failed, from 1.
    pub attempt: u32,
    /// Since the first try began, in milliseconds.
    pub elapsed_ms: u64,
    /// How many of the tries were made with a token that a `renewToken` error had asked for.
    pub renewals: u32,
    /// A random number from 0 to 1 that spreads the waits; what is none counts as 1.
    #[serde(deserialize_with = "exact")]
    pub random: f64,
    /// What is left of the budget.
    pub budget: u32,
}

impl Default for RetryState {
    fn default() -> Self {
        Self { attempt: 1, elapsed_ms: 0, renewals: 0, random: 1.0, budget: CAPACITY }
    }
}

impl RetryPolicy {
    /// Reads a policy from a JSON object of its values; what is not given has its default.
    ///
    /// # Errors
    ///
    /// Where it is none, or a value is none that a policy can have.
    pub fn from_json(text: &str) -> Result<Self, InvalidPolicy> {
        let policy: Self = json::read(text).map_err(InvalidPolicy::Policy)?;
        policy.check().map(|()| policy)
    }

    /// A policy of numbers as any language gives them: tries, waits in milliseconds, and the factor,
    /// in the order of the fields.
    ///
    /// # Errors
    ///
    /// Where a value is none that a policy can have.
    pub fn of(
        attempts: f64,
        base_ms: f64,
        factor: f64,
        cap_ms: f64,
        max_retry_after_ms: f64,
        max_elapsed_ms: f64,
    ) -> Result<Self, InvalidPolicy> {
        let policy = Self {
            attempts: u32::try_from(whole(attempts)).unwrap_or_default(),
            base_ms: whole(base_ms),
            factor,
            cap_ms: whole(cap_ms),
            max_retry_after_ms: whole(max_retry_after_ms),
            max_elapsed_ms: whole(max_elapsed_ms),
        };
        policy.check().map(|()| policy)
    }

    /// Whether every value is one that a policy can have.
    ///
    /// # Errors
    ///
    /// Names the first value that is not.
    pub fn check(&self) -> Result<(), InvalidPolicy> {
        let times = [
            ("base_ms", self.base_ms),
            ("cap_ms", self.cap_ms),
            ("max_retry_after_ms", self.max_retry_after_ms),
            ("max_elapsed_ms", self.max_elapsed_ms),
        ];
        if self.attempts == 0 {
            return Err(InvalidPolicy::Attempts);
        }
        if !(self.factor.is_finite() && self.factor >= 1.0) {
            return Err(InvalidPolicy::Factor);
        }
        match times.into_iter().find(|(_, ms)| *ms > MOST) {
            Some((name, _)) => Err(InvalidPolicy::Milliseconds(name)),
            None => Ok(()),
        }
    }

    /// What to do after this failure. Pure: the same inputs give the same decision, to the
    /// millisecond, in every language.
    #[must_use]
    pub fn decide(&self, error: &AvatarError, state: &RetryState) -> RetryDecision {
        let error = &*error.acting();
        let (reason, cost) = match error.recovery() {
            Recovery::Retry if is_throttled(error) => (Reason::Throttled, THROTTLED_COST),
            Recovery::Retry => (Reason::Transient, RETRY_COST),
            Recovery::RenewToken if state.renewals == 0 => (Reason::RenewToken, RETRY_COST),
            Recovery::RenewToken => return RetryDecision::stop(Reason::AlreadyRenewed),
            _ => return RetryDecision::stop(Reason::NotRetryable),
        };
        if state.attempt >= self.attempts {
            return RetryDecision::stop(Reason::AttemptsExhausted);
        }
        let wait_ms = self.wait_ms(error, state);
        if state.elapsed_ms.saturating_add(wait_ms) > self.max_elapsed_ms {
            return RetryDecision::stop(Reason::TimeExhausted);
        }
        if cost > state.budget {
            return RetryDecision::stop(Reason::BudgetExhausted);
        }
        let renews = reason == Reason::RenewToken;
        RetryDecision {
            retry: true,
            wait_ms,
            new_token: renews || *error.phase() != Phase::SessionToken,
            new_session: had_session(error.phase()),
            cost,
            reason,
        }
    }

    fn wait_ms(&self, error: &AvatarError, state: &RetryState) -> u64 {
        // A new token is what heals it, not time.
        let backoff = match error.recovery() {
            Recovery::RenewToken => 0,
            _ => self.backoff_ms(state),
        };
        let asked = error.retry_after_ms().unwrap_or_default().min(self.max_retry_after_ms);
        backoff.max(asked)
    }

    /// Full jitter: anything from 0 to the longest wait of this try.
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "milliseconds below 2^53 are exact, the product is not negative, and `as` saturates"
    )]
    fn backoff_ms(&self, state: &RetryState) -> u64 {
        let cap = self.cap_ms as f64;
        let mut longest = (self.base_ms as f64).min(cap);
        // By multiplication, as `powi` may round differently from one machine to another.
        for _ in 1..state.attempt.min(MOST_STEPS) {
            if longest >= cap || self.factor <= 1.0 || longest <= 0.0 {
                break;
            }
            longest = (longest * self.factor).min(cap);
        }
        let random = if state.random.is_finite() { state.random.clamp(0.0, 1.0) } else { 1.0 };
        (longest * random) as u64
    }
}

impl RetryState {
    /// Reads a state from a JSON object of its values; what is not given has its default.
    ///
    /// # Errors
    ///
    /// Where it is none.
    pub fn from_json(text: &str) -> Result<Self, InvalidPolicy> {
        json::read(text).map_err(InvalidPolicy::State)
    }

    /// A state of any numbers: one out of range counts as the nearest, and what is no number as if
    /// it had not been given.
    #[must_use]
    pub fn clamped(attempt: f64, elapsed_ms: f64, renewals: f64, random: f64, budget: f64) -> Self {
        let default = Self::default();
        Self {
            attempt: small(attempt).unwrap_or(default.attempt),
            elapsed_ms: clamped(elapsed_ms).unwrap_or(default.elapsed_ms),
            renewals: small(renewals).unwrap_or(default.renewals),
            random,
            budget: small(budget).unwrap_or(default.budget),
        }
    }
}

/// As the standard library reads it: `serde_json` may be a unit in the last place off.
fn exact<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    let number = <&RawValue>::deserialize(deserializer)?.get();
    number.parse().map_err(|_| serde::de::Error::custom("not a number"))
}

/// What the service sends when it wants fewer requests.
fn is_throttled(error: &AvatarError) -> bool {
    *error.code() == ErrorCode::ConcurrencyLimit || error.retry_after_ms().is_some()
}

fn had_session(phase: &Phase) -> bool {
    !matches!(phase, Phase::SessionToken | Phase::WebsocketConnect | Phase::WebsocketHandshake)
}
