//! The catalogue of the core, from which the Python enums are made.

use avatar_errors::{ErrorCode, Phase, Recovery, catalog as core};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

use crate::guard::guard;

type Words = Vec<&'static str>;

/// The listed codes, phases and recoveries.
#[pyfunction]
pub fn words() -> PyResult<(Words, Words, Words)> {
    guard(|| {
        Ok((
            ErrorCode::ALL.iter().map(ErrorCode::as_str).collect(),
            Phase::ALL.iter().map(Phase::as_str).collect(),
            Recovery::ALL.iter().map(Recovery::as_str).collect(),
        ))
    })
}

/// What is known of each code.
#[pyfunction]
pub fn catalog(py: Python<'_>) -> PyResult<Bound<'_, PyList>> {
    guard(|| {
        let list = PyList::empty(py);
        for info in core::codes() {
            let entry = PyDict::new(py);
            entry.set_item("code", info.code.as_str())?;
            entry.set_item("documented", info.documented)?;
            entry.set_item("meaning", info.meaning)?;
            entry.set_item("action", info.action)?;
            entry.set_item("user_message", info.user_message)?;
            entry.set_item("problem_status", info.problem_status)?;
            entry.set_item("recovery", info.recovery.as_str())?;
            entry.set_item("alert", info.alert)?;
            entry.set_item("exceptions", exceptions(py, &info.code)?)?;
            list.append(entry)?;
        }
        Ok(list)
    })
}

/// The facts that change the recovery of a code.
fn exceptions<'py>(py: Python<'py>, code: &ErrorCode) -> PyResult<Bound<'py, PyList>> {
    let list = PyList::empty(py);
    for info in core::exceptions(code) {
        let entry = PyDict::new(py);
        entry.set_item("recovery", info.recovery.as_str())?;
        entry.set_item("condition", info.condition)?;
        entry.set_item("why", info.why)?;
        list.append(entry)?;
    }
    Ok(list)
}
