//! What follows an error: log it, pass it on, try again, alert.

mod log;
mod problem;
pub(crate) mod recurrence;
pub(crate) mod retry;
