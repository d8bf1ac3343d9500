use std::sync::{Arc, Mutex, PoisonError};

use avatar_errors as core;
use core::RetryState;

use crate::fields::Fields;
use crate::refused::Refused;

/// What to do after a failed try.
#[derive(Default, uniffi::Record)]
pub struct RetryDecision {
    retry: bool,
    wait_ms: i64,
    new_token: bool,
    new_session: bool,
    cost: i32,
    reason: String,
    json: String,
}

impl From<core::RetryDecision> for RetryDecision {
    fn from(decision: core::RetryDecision) -> Self {
        Self {
            retry: decision.retry,
            wait_ms: i64::try_from(decision.wait_ms).unwrap_or(i64::MAX),
            new_token: decision.new_token,
            new_session: decision.new_session,
            cost: i32::try_from(decision.cost).unwrap_or(i32::MAX),
            reason: decision.reason.to_string(),
            json: decision.to_json(),
        }
    }
}

/// How often and how long to try again.
#[derive(uniffi::Object)]
pub struct RetryPolicy(pub(crate) core::RetryPolicy);

#[uniffi::export]
impl RetryPolicy {
    /// A policy of any numbers.
    ///
    /// # Errors
    ///
    /// Where a value is none that a policy can have.
    #[uniffi::constructor]
    pub fn new(
        attempts: f64,
        base_ms: f64,
        factor: f64,
        cap_ms: f64,
        max_retry_after_ms: f64,
        max_elapsed_ms: f64,
    ) -> Result<Arc<Self>, Refused> {
        core::RetryPolicy::of(attempts, base_ms, factor, cap_ms, max_retry_after_ms, max_elapsed_ms)
            .map(|policy| Arc::new(Self(policy)))
            .map_err(|reason| Refused::because(&reason))
    }

    /// What to do after this failure; takes any numbers.
    pub fn decide(
        &self,
        error: Fields,
        attempt: f64,
        elapsed_ms: f64,
        renewals: f64,
        random: f64,
        budget: f64,
    ) -> RetryDecision {
        let state = RetryState::clamped(attempt, elapsed_ms, renewals, random, budget);
        error.ask(|error| self.0.decide(error, &state).into())
    }
}

/// Stops retry storms: tries that fail empty it, successes fill it.
#[derive(uniffi::Object)]
pub struct RetryBudget(pub(crate) core::RetryBudget);

#[uniffi::export]
impl RetryBudget {
    /// A full budget.
    #[uniffi::constructor]
    pub fn new(capacity: i32) -> Arc<Self> {
        Arc::new(Self(core::RetryBudget::new(count(capacity))))
    }

    /// What is left of it.
    pub fn left(&self) -> i32 {
        i32::try_from(self.0.left()).unwrap_or(i32::MAX)
    }

    /// Takes the cost of a retry; `false`, and takes nothing, where less is left.
    pub fn take(&self, cost: i32) -> bool {
        self.0.take(count(cost))
    }

    /// Gives back after a success what its last retry took, 0 where there was none.
    pub fn refund(&self, cost: i32) {
        self.0.refund(count(cost));
    }
}

/// Counts the tries of one operation for a loop that sleeps by itself.
#[derive(uniffi::Object)]
pub struct Attempts(Mutex<core::Attempts>);

#[uniffi::export]
impl Attempts {
    /// Before the first try.
    #[uniffi::constructor]
    pub fn new(policy: &RetryPolicy, budget: &RetryBudget) -> Arc<Self> {
        Arc::new(Self(Mutex::new(core::Attempts::new(policy.0, budget.0.clone()))))
    }

    /// How many tries have ended.
    pub fn made(&self) -> i32 {
        self.with(|attempts| i32::try_from(attempts.made()).unwrap_or(i32::MAX))
    }

    /// A try failed: what to do, the budget already charged for it.
    pub fn failed(&self, error: Fields) -> RetryDecision {
        error.ask(|error| self.with(|attempts| attempts.failed(error)).into())
    }

    /// A try succeeded: the budget gets back what the last retry took.
    pub fn succeeded(&self) {
        self.with(core::Attempts::succeeded);
    }

    /// The wait for the next try was cancelled: the budget gets back what that try would have cost.
    pub fn cancelled(&self) {
        self.with(core::Attempts::cancelled);
    }
}

impl Attempts {
    pub(crate) fn with<T>(&self, work: impl FnOnce(&mut core::Attempts) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn count(number: i32) -> u32 {
    u32::try_from(number).unwrap_or_default()
}
