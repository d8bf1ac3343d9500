use std::hash::{BuildHasher as _, RandomState};
use std::time::Instant;

use super::{RetryBudget, RetryDecision, RetryPolicy, Tries};
use crate::error::AvatarError;

/// Counts the tries of one operation for a loop that sleeps by itself, in whatever way.
///
/// ```
/// # extern crate avatar_errors_core as avatar_errors;
/// use avatar_errors::{AvatarError, Attempts, Failure, Phase, RetryBudget, RetryPolicy, classify};
///
/// # fn connect() -> Result<(), AvatarError> { Err(classify(&Failure::new(Phase::WebsocketConnect).http_status(402))) }
/// let (policy, budget) = (RetryPolicy::default(), RetryBudget::default());
/// let mut attempts = Attempts::new(policy, budget);
/// let outcome = loop {
///     match connect() {
///         Ok(session) => { attempts.succeeded(); break Ok(session) }
///         Err(error) => match attempts.failed(&error) {
///             decision if decision.retry => std::thread::sleep(decision.wait()),
///             _ => break Err(error),
///         },
///     }
/// };
/// assert!(outcome.is_err() && attempts.made() == 1, "billing does not heal by itself");
/// ```
#[derive(Debug)]
pub struct Attempts {
    tries: Tries,
    begun: Instant,
}

impl Attempts {
    /// Before the first try.
    #[must_use]
    pub fn new(policy: RetryPolicy, budget: RetryBudget) -> Self {
        Self { tries: Tries::new(policy, budget), begun: Instant::now() }
    }

    /// How many tries have ended.
    #[must_use]
    pub fn made(&self) -> u32 {
        self.tries.made()
    }

    /// A try failed: what to do, the budget already charged for it.
    pub fn failed(&mut self, error: &AvatarError) -> RetryDecision {
        let elapsed = self.begun.elapsed().as_millis();
        self.tries.failed(error, u64::try_from(elapsed).unwrap_or(u64::MAX), random())
    }

    /// A try succeeded: the budget gets back what the last retry took.
    pub fn succeeded(&mut self) {
        self.tries.succeeded();
    }

    /// The wait for the next try was cancelled: the budget gets back what that try would have cost.
    pub fn cancelled(&mut self) {
        self.tries.cancelled();
    }
}

/// From the seed that the standard library draws for every hash map: enough to spread waits.
#[allow(clippy::cast_precision_loss, reason = "53 bits are exact")]
fn random() -> f64 {
    let bits = RandomState::new().hash_one(0_u8) >> 11;
    bits as f64 / (1_u64 << 53) as f64
}
