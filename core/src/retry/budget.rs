use std::sync::{Mutex, PoisonError};

/// The figures are those of the AWS SDKs' retry quota (rules of 2026).
pub(super) const CAPACITY: u32 = 500;
pub(super) const RETRY_COST: u32 = 14;
pub(super) const THROTTLED_COST: u32 = 5;
const FIRST_TRY_REFUND: u32 = 1;

/// Stops retry storms: tries that fail empty it, successes fill it, and where it is empty
/// nothing is tried again. Never holds up a first try.
///
/// Share one between all that call the same service. The default holds 500: a retry takes 14, of
/// what the service throttles 5; a success gives back what its last retry took, one at the first
/// try 1.
///
/// ```
/// let budget = avatar_errors::RetryBudget::default();
/// assert!(budget.take(14));
/// assert_eq!(budget.left(), 486);
/// budget.refund(14);
/// assert_eq!(budget.left(), 500);
/// ```
#[derive(Debug)]
pub struct RetryBudget {
    capacity: u32,
    left: Mutex<u32>,
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self::new(CAPACITY)
    }
}

impl RetryBudget {
    /// A full budget.
    #[must_use]
    pub fn new(capacity: u32) -> Self {
        Self { capacity, left: Mutex::new(capacity) }
    }

    /// What is left of it.
    #[must_use]
    pub fn left(&self) -> u32 {
        *self.left.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the cost of a retry; `false`, and takes nothing, where less is left.
    #[must_use]
    pub fn take(&self, cost: u32) -> bool {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let rest = left.checked_sub(cost);
        *left = rest.unwrap_or(*left);
        rest.is_some()
    }

    /// Gives back after a success what its last retry took, 0 where there was none.
    pub fn refund(&self, cost: u32) {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        *left = left.saturating_add(cost.max(FIRST_TRY_REFUND)).min(self.capacity);
    }
}
