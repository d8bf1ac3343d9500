//! Retries: the core's own objects.

use avatar_errors as core;
use avatar_errors_texts::failure::of_phase;
use avatar_errors_texts::{error as texts, settings};
use core::{RetryState, classify};
use napi::bindgen_prelude::{Either, Undefined};
use napi_derive::napi;

use crate::guard::{asked, guarded};

/// What can be said of a policy; what is not has its default.
#[napi(object, object_to_js = false)]
pub struct RetryPolicyOptions {
    /// How often to try in all.
    pub attempts: Option<f64>,
    /// The longest wait before the second try.
    pub base_ms: Option<f64>,
    /// What the longest wait grows by with every try.
    pub factor: Option<f64>,
    /// The longest wait of all.
    pub cap_ms: Option<f64>,
    /// As much of a `Retry-After` as is waited.
    pub max_retry_after_ms: Option<f64>,
    /// When the last try may begin, after the first.
    pub max_elapsed_ms: Option<f64>,
}

/// What to do after a failed try.
#[napi(object, object_from_js = false)]
pub struct RetryDecision {
    /// Whether to try again.
    pub retry: bool,
    /// How long to wait before.
    pub wait_ms: f64,
    /// Whether the next try needs a new session token.
    pub new_token: bool,
    /// Whether it needs a new session.
    pub new_session: bool,
    /// What it takes from the budget.
    pub cost: u32,
    /// Why.
    pub reason: String,
}

impl From<core::RetryDecision> for RetryDecision {
    #[allow(clippy::cast_precision_loss, reason = "at most 2^53−1")]
    fn from(decision: core::RetryDecision) -> Self {
        let core::RetryDecision { retry, wait_ms, new_token, new_session, cost, reason, .. } =
            decision;
        let reason = reason.as_str().to_owned();
        Self { retry, wait_ms: wait_ms as f64, new_token, new_session, cost, reason }
    }
}

/// How often and how long to try again.
#[napi]
pub struct RetryPolicy(core::RetryPolicy);

#[napi]
impl RetryPolicy {
    /// # Errors
    ///
    /// Where a value is none that a policy can have.
    #[napi(constructor, catch_unwind)]
    pub fn new(options: RetryPolicyOptions) -> napi::Result<Self> {
        let RetryPolicyOptions {
            attempts,
            base_ms,
            factor,
            cap_ms,
            max_retry_after_ms,
            max_elapsed_ms,
        } = options;
        let values = [attempts, base_ms, factor, cap_ms, max_retry_after_ms, max_elapsed_ms];
        let policy = settings::retry_policy(values);
        policy.map(Self).map_err(|reason| napi::Error::from_reason(reason.to_string()))
    }

    /// What to do after a failed try; NaN where a number is not given.
    #[napi(catch_unwind)]
    #[must_use]
    pub fn decide(
        &self,
        error: String,
        attempt: f64,
        elapsed_ms: f64,
        renewals: f64,
        random: f64,
        budget: f64,
    ) -> RetryDecision {
        let state = RetryState::clamped(attempt, elapsed_ms, renewals, random, budget);
        asked(&error, |error| self.0.decide(error, &state).into())
    }
}

/// What all tries together may cost.
#[napi]
pub struct RetryBudget(core::RetryBudget);

#[napi]
impl RetryBudget {
    /// # Errors
    ///
    /// Where the capacity is none that a budget can have.
    #[napi(constructor, catch_unwind)]
    pub fn new(capacity: Either<f64, Undefined>) -> napi::Result<Self> {
        let capacity = match capacity {
            Either::A(capacity) => Some(capacity),
            Either::B(()) => None,
        };
        settings::retry_budget(capacity).map(Self).map_err(napi::Error::from_reason)
    }

    /// What is left of it.
    #[napi(getter, catch_unwind)]
    #[must_use]
    pub fn left(&self) -> u32 {
        self.0.left()
    }

    /// Takes the cost of a retry; `false`, and takes nothing, where less is left.
    #[napi(catch_unwind)]
    #[must_use]
    pub fn take(&self, cost: f64) -> bool {
        self.0.take(settings::tokens(cost))
    }

    /// Gives back after a success what its last retry took.
    #[napi(catch_unwind)]
    pub fn refund(&self, cost: f64) {
        self.0.refund(settings::tokens(cost));
    }
}

/// The tries of one operation.
#[napi]
pub struct Attempts(core::Attempts);

#[napi]
impl Attempts {
    /// Before the first try.
    #[napi(constructor, catch_unwind)]
    #[must_use]
    pub fn new(policy: &RetryPolicy, budget: &RetryBudget) -> Self {
        Self(core::Attempts::new(policy.0, budget.0.clone()))
    }

    /// How many tries have ended.
    #[napi(getter, catch_unwind)]
    #[must_use]
    pub fn made(&self) -> u32 {
        self.0.made()
    }

    /// A try failed: what to do, the budget already charged for it.
    #[napi(catch_unwind)]
    pub fn failed(&mut self, error: String) -> RetryDecision {
        // Not through `asked`, which may ask twice.
        let error = guarded(|| texts::read(&error), || classify(&of_phase("")));
        self.0.failed(&error).into()
    }

    /// A try succeeded.
    #[napi(catch_unwind)]
    pub fn succeeded(&mut self) {
        self.0.succeeded();
    }

    /// The wait for the next try was cancelled.
    #[napi(catch_unwind)]
    pub fn cancelled(&mut self) {
        self.0.cancelled();
    }
}
