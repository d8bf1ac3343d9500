use std::sync::Arc;

use avatar_errors as core;
use core::{AvatarError, RetryState};

use super::error::NativeError;
use crate::classify::of_phase;
use crate::guard::guard;
use crate::handling::retry::{Attempts, RetryBudget, RetryPolicy};

/// What to do after a failed try.
#[derive(uniffi::Object)]
pub struct NativeDecision(core::RetryDecision);

#[uniffi::export]
impl NativeDecision {
    /// Whether to try again.
    pub fn retry(&self) -> bool {
        self.0.retry
    }

    /// How long to wait before, in milliseconds.
    pub fn wait_ms(&self) -> i64 {
        i64::try_from(self.0.wait_ms).unwrap_or(i64::MAX)
    }

    /// Whether the next try needs a new session token.
    pub fn new_token(&self) -> bool {
        self.0.new_token
    }

    /// Whether it needs a new session.
    pub fn new_session(&self) -> bool {
        self.0.new_session
    }

    /// What it takes from the budget.
    pub fn cost(&self) -> i32 {
        i32::try_from(self.0.cost).unwrap_or(i32::MAX)
    }

    /// Why.
    pub fn reason(&self) -> String {
        self.0.reason.to_string()
    }

    /// One line of JSON.
    pub fn to_json(&self) -> String {
        guard(|| self.0.to_json()).unwrap_or_default()
    }
}

#[uniffi::export]
impl RetryPolicy {
    /// The policy of who brings none.
    #[uniffi::constructor]
    pub fn usual() -> Arc<Self> {
        Arc::new(Self(core::RetryPolicy::default()))
    }

    /// What to do after this failure; takes any numbers.
    pub fn decided(
        &self,
        error: &NativeError,
        attempt: f64,
        elapsed_ms: f64,
        renewals: f64,
        random: f64,
        budget: f64,
    ) -> Arc<NativeDecision> {
        let state = RetryState::clamped(attempt, elapsed_ms, renewals, random, budget);
        NativeDecision::on(error, |error| self.0.decide(error, &state))
    }
}

#[uniffi::export]
impl RetryBudget {
    /// A full budget of the usual capacity.
    #[uniffi::constructor]
    pub fn usual() -> Arc<Self> {
        Arc::new(Self(core::RetryBudget::default()))
    }
}

#[uniffi::export]
impl Attempts {
    /// A try failed: what to do, the budget already charged for it.
    pub fn failed_with(&self, error: &NativeError) -> Arc<NativeDecision> {
        NativeDecision::on(error, |error| self.with(|attempts| attempts.failed(error)))
    }
}

impl NativeDecision {
    fn on(error: &NativeError, decide: impl Fn(&AvatarError) -> core::RetryDecision) -> Arc<Self> {
        let decided = error.ask(|error| Some(decide(error)));
        Arc::new(Self(decided.unwrap_or_else(|| decide(&of_phase("")))))
    }
}
