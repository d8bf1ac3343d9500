//! The native half of the Python package `avatar_errors`: conversions only, no rule lives here.

mod answer;
mod build;
mod catalog;
mod classify;
mod exception;
mod facts;
mod flow;
mod guard;
mod headers;
mod value;
mod words;

use pyo3::prelude::*;

/// Pure functions over plain values; the exceptions are written in Python.
#[pymodule]
mod _native {
    #[pymodule_export]
    use crate::answer::{Answer, read};
    #[pymodule_export]
    use crate::build::build;
    #[pymodule_export]
    use crate::catalog::{catalog, words};
    #[pymodule_export]
    use crate::classify::{_empty, classify};
    #[pymodule_export]
    use crate::flow::{
        log_fields, problem, recur, recurrence_monitor, retry_decision, retry_policy, surface,
    };
    #[cfg(feature = "test-panic")]
    #[pymodule_export]
    use crate::guard::panic_next;
}
