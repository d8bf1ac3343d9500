//! The handling flow over JSON texts; each raises `ValueError` where a text is not what it must be.

use avatar_errors::plain;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::guard::guard;

/// A retry policy with every value written out.
#[pyfunction]
#[pyo3(signature = (policy, /))]
pub fn retry_policy(policy: &str) -> PyResult<String> {
    answer(|| plain::retry_policy(policy))
}

/// What to do after a failed try.
#[pyfunction]
#[pyo3(signature = (policy, error, state, /))]
pub fn retry_decision(policy: &str, error: &str, state: &str) -> PyResult<String> {
    answer(|| plain::retry_decision(policy, error, state))
}

/// The fields to log.
#[pyfunction]
#[pyo3(signature = (error, /))]
pub fn log_fields(error: &str) -> PyResult<String> {
    answer(|| plain::log_fields(error))
}

/// What operators and end users read.
#[pyfunction]
#[pyo3(signature = (error, /))]
pub fn surface(error: &str) -> PyResult<String> {
    answer(|| plain::surface(error))
}

/// The problem document.
#[pyfunction]
#[pyo3(signature = (error, /))]
pub fn problem(error: &str) -> PyResult<String> {
    answer(|| plain::problem(error))
}

/// A new recurrence monitor.
#[pyfunction]
#[pyo3(signature = (policy, /))]
pub fn recurrence_monitor(policy: &str) -> PyResult<String> {
    answer(|| plain::recurrence_monitor(policy))
}

/// Hands a monitor an error, or with an empty text only the time.
#[pyfunction]
#[pyo3(signature = (monitor, error, now_ms, /))]
pub fn recur(monitor: &str, error: &str, now_ms: u64) -> PyResult<String> {
    answer(|| plain::recur(monitor, error, now_ms))
}

fn answer(call: impl FnOnce() -> Result<String, plain::Refused>) -> PyResult<String> {
    guard(|| call().map_err(|reason| PyValueError::new_err(reason.to_string())))
}
