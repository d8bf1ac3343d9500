//! Retries: the core's own objects.

use avatar_errors as core;
use core::{RetryState, classify};
use napi::bindgen_prelude::{Either, Undefined};
use napi_derive::napi;

use crate::failure::of_phase;
use crate::guard::{asked, guarded};
use crate::texts;

/// How often and how long to try again.
#[napi]
pub struct RetryPolicy(core::RetryPolicy);

#[napi]
impl RetryPolicy {
    /// What is not given has its default.
    ///
    /// # Errors
    ///
    /// Where a value is none that a policy can have.
    #[napi(constructor, catch_unwind)]
    #[allow(clippy::cast_precision_loss, reason = "the defaults are small")]
    pub fn new(
        attempts: Option<f64>,
        base_ms: Option<f64>,
        factor: Option<f64>,
        cap_ms: Option<f64>,
        max_retry_after_ms: Option<f64>,
        max_elapsed_ms: Option<f64>,
    ) -> napi::Result<Self> {
        let default = core::RetryPolicy::default();
        let policy = core::RetryPolicy::of(
            attempts.unwrap_or(default.attempts.into()),
            base_ms.unwrap_or(default.base_ms as f64),
            factor.unwrap_or(default.factor),
            cap_ms.unwrap_or(default.cap_ms as f64),
            max_retry_after_ms.unwrap_or(default.max_retry_after_ms as f64),
            max_elapsed_ms.unwrap_or(default.max_elapsed_ms as f64),
        );
        policy.map(Self).map_err(|reason| napi::Error::from_reason(reason.to_string()))
    }

    /// The texts of what to do after a failed try; NaN where a number is not given.
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
    ) -> String {
        let state = RetryState::clamped(attempt, elapsed_ms, renewals, random, budget);
        asked(&error, |error| texts::of(&self.0.decide(error, &state)))
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
        let Either::A(capacity) = capacity else {
            return Ok(Self(core::RetryBudget::default()));
        };
        if f64::from(tokens(capacity)) != capacity {
            return Err(napi::Error::from_reason("no capacity of a budget"));
        }
        Ok(Self(core::RetryBudget::new(tokens(capacity))))
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
        self.0.take(tokens(cost))
    }

    /// Gives back after a success what its last retry took.
    #[napi(catch_unwind)]
    pub fn refund(&self, cost: f64) {
        self.0.refund(tokens(cost));
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
fn tokens(number: f64) -> u32 {
    number as u32
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

    /// A try failed: the texts of what to do, the budget already charged for it.
    #[napi(catch_unwind)]
    pub fn failed(&mut self, error: String) -> String {
        // Not through `asked`, which may ask twice.
        let error = guarded(|| crate::error::read(&error), || classify(&of_phase("")));
        texts::of(&self.0.failed(&error))
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
