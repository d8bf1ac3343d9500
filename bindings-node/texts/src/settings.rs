//! What the core's objects are made of: numbers as JavaScript has them; what is not given has its
//! default.

use avatar_errors::{
    InvalidPolicy, InvalidRecurrence, RecurrenceMonitor, RecurrencePolicy, RetryBudget, RetryPolicy,
};

/// # Errors
///
/// Where a value is none that a policy can have.
#[allow(clippy::cast_precision_loss, reason = "the defaults are small")]
pub fn retry_policy(
    [attempts, base_ms, factor, cap_ms, max_retry_after_ms, max_elapsed_ms]: [Option<f64>; 6],
) -> Result<RetryPolicy, InvalidPolicy> {
    let default = RetryPolicy::default();
    RetryPolicy::of(
        attempts.unwrap_or(default.attempts.into()),
        base_ms.unwrap_or(default.base_ms as f64),
        factor.unwrap_or(default.factor),
        cap_ms.unwrap_or(default.cap_ms as f64),
        max_retry_after_ms.unwrap_or(default.max_retry_after_ms as f64),
        max_elapsed_ms.unwrap_or(default.max_elapsed_ms as f64),
    )
}

/// # Errors
///
/// Where the capacity is none that a budget can have.
pub fn retry_budget(capacity: Option<f64>) -> Result<RetryBudget, &'static str> {
    match capacity {
        None => Ok(RetryBudget::default()),
        Some(capacity) if f64::from(tokens(capacity)) == capacity => {
            Ok(RetryBudget::new(tokens(capacity)))
        }
        Some(_) => Err("no capacity of a budget"),
    }
}

/// What a budget counts.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
#[must_use]
pub fn tokens(number: f64) -> u32 {
    number as u32
}

/// # Errors
///
/// Where a value is none that it can have.
#[allow(clippy::cast_precision_loss, reason = "the defaults are small")]
pub fn recurrence_monitor(
    [threshold, window_ms, cool_down_ms]: [Option<f64>; 3],
) -> Result<RecurrenceMonitor, InvalidRecurrence> {
    let default = RecurrencePolicy::default();
    let policy = RecurrencePolicy::of(
        threshold.unwrap_or(default.threshold.into()),
        window_ms.unwrap_or(default.window_ms as f64),
        cool_down_ms.unwrap_or(default.cool_down_ms as f64),
    );
    policy.and_then(RecurrenceMonitor::new)
}
