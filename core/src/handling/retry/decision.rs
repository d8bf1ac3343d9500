use std::time::Duration;

use serde::Serialize;

use crate::words::open_enum;

open_enum! {
    /// Why a failure is tried again or not.
    RetryReason {
        /// Tried again: it is transient.
        Transient = "transient",
        /// Tried again: the service asks for less.
        Throttled = "throttled",
        /// Tried again, with a new session token.
        RenewToken = "renew_token",
        /// Stopped: its recovery is neither `retry` nor `renewToken`.
        NotRetryable = "not_retryable",
        /// Stopped: a new token did not help.
        AlreadyRenewed = "already_renewed",
        /// Stopped: tried as often as the policy allows.
        AttemptsExhausted = "attempts_exhausted",
        /// Stopped: the next try would begin later than the policy allows.
        TimeExhausted = "time_exhausted",
        /// Stopped: too many tries fail; more of them would keep the service down.
        BudgetExhausted = "budget_exhausted",
    }
}

/// What to do after a failed try: stop, or wait so long and try again.
///
/// `to_json` is the same bytes in every language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RetryDecision {
    /// Whether to try again.
    pub retry: bool,
    /// How long to wait before, in milliseconds; 0 where it stops.
    pub wait_ms: u64,
    /// Whether the next try needs a new session token: always after a WebSocket phase, because
    /// tokens are single-use.
    pub new_token: bool,
    /// Whether it needs a new session: the old one was up, and is gone with its state.
    pub new_session: bool,
    /// What it takes from the [`RetryBudget`](crate::RetryBudget).
    pub cost: u32,
    /// Why.
    pub reason: RetryReason,
}

impl RetryDecision {
    pub(super) fn stop(reason: RetryReason) -> Self {
        Self { retry: false, wait_ms: 0, new_token: false, new_session: false, cost: 0, reason }
    }

    /// How long to wait before the next try.
    #[must_use]
    pub fn wait(&self) -> Duration {
        Duration::from_millis(self.wait_ms)
    }

    /// One line of JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
