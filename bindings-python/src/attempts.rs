//! The tries of one operation; who asks sleeps by itself.

use std::sync::{Mutex, MutexGuard, PoisonError};

use pyo3::prelude::*;

use crate::budget::RetryBudget;
use crate::guard::{caught, insist, of};
use crate::native::Acting;
use crate::policy::{Decision, RetryPolicy, decision};

/// Counts them and pays for them.
#[pyclass(frozen, module = "avatar_errors._native")]
pub struct Attempts(Mutex<avatar_errors::Attempts>);

#[pymethods]
impl Attempts {
    #[new]
    #[pyo3(signature = (policy, budget, /))]
    fn new(policy: &RetryPolicy, budget: &RetryBudget) -> PyResult<Self> {
        let begin = || avatar_errors::Attempts::new(policy.0, budget.0.clone());
        insist(|| Ok(Self(Mutex::new(begin()))))
    }

    /// How many have ended.
    #[getter]
    fn made(&self) -> u32 {
        caught(|| self.held().made()).unwrap_or_default()
    }

    /// One has failed: what to do.
    #[pyo3(signature = (error, /))]
    fn failed(&self, error: Acting<'_>) -> PyResult<Decision> {
        of(error.get(), &|error| Ok(decision(&self.held().failed(error))))
    }

    fn succeeded(&self) {
        caught(|| self.held().succeeded()).unwrap_or_default();
    }

    /// The wait for the next one was cancelled.
    fn cancelled(&self) {
        caught(|| self.held().cancelled()).unwrap_or_default();
    }
}

impl Attempts {
    fn held(&self) -> MutexGuard<'_, avatar_errors::Attempts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
