//! Which failures to try again, and when: decided here, slept by the host.

mod attempts;
mod budget;
mod decision;
mod policy;
mod tries;

pub use attempts::Attempts;
pub use budget::RetryBudget;
pub use decision::{RetryDecision, RetryReason};
pub use policy::{InvalidPolicy, RetryPolicy, RetryState};
pub use tries::Tries;
