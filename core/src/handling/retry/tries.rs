use super::{RetryBudget, RetryDecision, RetryPolicy, RetryReason, RetryState};
use crate::error::AvatarError;

/// [`Attempts`](super::Attempts) where the platform has no clock and no chance: the caller brings
/// both.
#[derive(Debug)]
pub struct Tries {
    policy: RetryPolicy,
    budget: RetryBudget,
    made: u32,
    renewals: u32,
    cost: u32,
}

impl Tries {
    /// Before the first try.
    #[must_use]
    pub fn new(policy: RetryPolicy, budget: RetryBudget) -> Self {
        Self { policy, budget, made: 0, renewals: 0, cost: 0 }
    }

    /// How many tries have ended.
    #[must_use]
    pub fn made(&self) -> u32 {
        self.made
    }

    /// A try failed, so long after the first began: what to do, the budget already charged for it.
    /// `random`, from 0 to 1, spreads the waits.
    pub fn failed(&mut self, error: &AvatarError, elapsed_ms: u64, random: f64) -> RetryDecision {
        self.made = self.made.saturating_add(1);
        self.cost = 0;
        let decision = self.policy.decide(
            error,
            &RetryState {
                attempt: self.made,
                elapsed_ms,
                renewals: self.renewals,
                random,
                budget: self.budget.left(),
            },
        );
        // Somebody else may have emptied it in the meantime.
        if !self.budget.take(decision.cost) {
            return RetryDecision::stop(RetryReason::BudgetExhausted);
        }
        self.cost = decision.cost;
        self.renewals =
            self.renewals.saturating_add(u32::from(decision.reason == RetryReason::RenewToken));
        decision
    }

    /// A try succeeded: the budget gets back what the last retry took.
    pub fn succeeded(&mut self) {
        self.made = self.made.saturating_add(1);
        self.budget.refund(std::mem::take(&mut self.cost));
    }

    /// The wait for the next try was cancelled: the budget gets back what that try would have cost.
    pub fn cancelled(&mut self) {
        self.budget.give_back(std::mem::take(&mut self.cost));
    }
}
