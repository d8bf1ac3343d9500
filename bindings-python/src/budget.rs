//! What stops retry storms.

use pyo3::prelude::*;

use crate::guard::{caught, insist};
use crate::number::Number;

/// Tries that fail empty it, successes fill it.
#[pyclass(frozen, module = "avatar_errors._native")]
pub struct RetryBudget(pub avatar_errors::RetryBudget);

#[pymethods]
impl RetryBudget {
    #[new]
    #[pyo3(signature = (capacity, /))]
    fn new(capacity: Number) -> PyResult<Self> {
        insist(|| Ok(Self(avatar_errors::RetryBudget::new(capacity.tokens()))))
    }

    #[getter]
    fn left(&self) -> u32 {
        caught(|| self.0.left()).unwrap_or_default()
    }

    /// Take the cost of a retry.
    #[pyo3(signature = (cost, /))]
    fn take(&self, cost: Number) -> bool {
        caught(|| self.0.take(cost.tokens())).unwrap_or_default()
    }

    /// Give back after a success what its last retry took.
    #[pyo3(signature = (cost, /))]
    fn refund(&self, cost: Number) {
        caught(|| self.0.refund(cost.tokens())).unwrap_or_default();
    }
}
