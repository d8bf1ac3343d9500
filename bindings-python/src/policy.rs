//! The retry policy, and its decisions.

use avatar_errors::{RetryDecision, RetryState};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyType;

use crate::guard::{guard, of};
use crate::native::Acting;
use crate::number::Number;

/// What it is made of.
type Values = (u32, u64, f64, u64, u64, u64);

/// The values of a `RetryDecision`, in its order.
pub type Decision = (bool, u64, bool, bool, u32, String);

/// How often and how long to try again.
#[pyclass(frozen, module = "avatar_errors._native")]
pub struct RetryPolicy(pub avatar_errors::RetryPolicy);

#[pymethods]
impl RetryPolicy {
    #[new]
    #[pyo3(signature = (attempts, base_ms, factor, cap_ms, max_retry_after_ms, max_elapsed_ms, /))]
    fn new(
        attempts: Number,
        base_ms: Number,
        factor: Number,
        cap_ms: Number,
        max_retry_after_ms: Number,
        max_elapsed_ms: Number,
    ) -> PyResult<Self> {
        guard(|| {
            let policy = avatar_errors::RetryPolicy::of(
                attempts.0,
                base_ms.0,
                factor.0,
                cap_ms.0,
                max_retry_after_ms.0,
                max_elapsed_ms.0,
            );
            policy.map(Self).map_err(|reason| PyValueError::new_err(reason.to_string()))
        })
    }

    /// What to do after a failed try.
    #[pyo3(signature = (error, attempt, elapsed_ms, renewals, random, budget, /))]
    fn decide(
        &self,
        error: Acting<'_>,
        attempt: Number,
        elapsed_ms: Number,
        renewals: Number,
        random: Number,
        budget: Number,
    ) -> PyResult<Decision> {
        let state = RetryState::clamped(attempt.0, elapsed_ms.0, renewals.0, random.0, budget.0);
        of(error.get(), &|error| Ok(decision(&self.0.decide(error, &state))))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> (Bound<'py, PyType>, Values) {
        let policy = slf.get().0;
        let values = (
            policy.attempts,
            policy.base_ms,
            policy.factor,
            policy.cap_ms,
            policy.max_retry_after_ms,
            policy.max_elapsed_ms,
        );
        (slf.get_type(), values)
    }
}

/// A decision as Python takes it.
pub fn decision(decision: &RetryDecision) -> Decision {
    let reason = decision.reason.as_str().to_owned();
    let RetryDecision { retry, wait_ms, new_token, new_session, cost, .. } = *decision;
    (retry, wait_ms, new_token, new_session, cost, reason)
}
