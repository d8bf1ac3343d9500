//! What follows an error: log it, try again, tell somebody, alert when it recurs.

mod log;
mod number;
mod problem;
mod process;
mod recurrence;
mod retry;

pub use log::{LogFields, LogValue};
pub use problem::Problem;
pub use recurrence::{
    InvalidRecurrence, RecurrenceEvent, RecurrenceEventKind, RecurrenceMonitor, RecurrencePolicy,
};
pub use retry::{
    Attempts, InvalidPolicy, RetryBudget, RetryDecision, RetryPolicy, RetryReason, RetryState,
    Tries,
};
