use std::sync::Arc;

use crate::handling::process::PerProcess;

/// The figures are those of the AWS SDKs' retry quota (rules of 2026).
pub(super) const CAPACITY: u32 = 500;
pub(super) const RETRY_COST: u32 = 14;
pub(super) const THROTTLED_COST: u32 = 5;
const FIRST_TRY_REFUND: u32 = 1;

/// Stops retry storms: tries that fail empty it, successes fill it, and where it is empty
/// nothing is tried again. Never holds up a first try.
///
/// Share one between all that call the same service; a clone is the same budget, a forked child
/// begins with a full one. The default holds 500: a retry takes 14, of what the service throttles 5;
/// a success gives back what its last retry took, one at the first try 1.
///
/// ```
/// # extern crate avatar_errors_core as avatar_errors;
/// let budget = avatar_errors::RetryBudget::default();
/// assert!(budget.take(14));
/// assert_eq!(budget.left(), 486);
/// budget.refund(14);
/// assert_eq!(budget.left(), 500);
/// ```
#[derive(Clone, Debug)]
pub struct RetryBudget {
    capacity: u32,
    left: Arc<PerProcess<u32>>,
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self::new(CAPACITY)
    }
}

impl RetryBudget {
    /// What the default one holds.
    pub const CAPACITY: u32 = CAPACITY;

    /// A full budget.
    #[must_use]
    pub fn new(capacity: u32) -> Self {
        Self { capacity, left: Arc::new(PerProcess::new(capacity)) }
    }

    /// As much as it can hold.
    #[must_use]
    pub fn capacity(&self) -> u32 {
        self.capacity
    }

    /// What is left of it.
    #[must_use]
    pub fn left(&self) -> u32 {
        self.with(|left| *left)
    }

    /// Takes the cost of a retry; `false`, and takes nothing, where less is left.
    #[must_use]
    pub fn take(&self, cost: u32) -> bool {
        self.with(|left| {
            let rest = left.checked_sub(cost);
            *left = rest.unwrap_or(*left);
            rest.is_some()
        })
    }

    /// Gives back after a success what its last retry took, 0 where there was none.
    pub fn refund(&self, cost: u32) {
        self.give_back(cost.max(FIRST_TRY_REFUND));
    }

    /// Gives back what a retry took that was not made.
    pub fn give_back(&self, cost: u32) {
        self.with(|left| *left = left.saturating_add(cost).min(self.capacity));
    }

    fn with<R>(&self, work: impl FnOnce(&mut u32) -> R) -> R {
        self.left.with(|| self.capacity, work)
    }
}
