//! The native half of the Python package `avatar_errors`: conversions only, no rule lives here.

mod attempts;
mod budget;
mod classify;
mod command_line;
mod error;
mod evidence;
mod exception;
mod field;
mod given;
mod guard;
mod headers;
mod keys;
mod monitor;
mod native;
mod number;
mod policy;
mod redacted;
mod value;
mod words;
mod yaml;

use pyo3::prelude::*;

/// The core's objects; what Python users see of them is written in Python.
#[pymodule]
mod _native {
    #[pymodule_export]
    use crate::attempts::Attempts;
    #[pymodule_export]
    use crate::budget::RetryBudget;
    #[pymodule_export]
    use crate::classify::{_empty, classify, weigh};
    #[pymodule_export]
    use crate::command_line::command_line;
    #[pymodule_export]
    use crate::error::{NativeError, read};
    #[pymodule_export]
    use crate::given::given;
    #[cfg(feature = "test-panic")]
    #[pymodule_export]
    use crate::guard::panic_next;
    #[pymodule_export]
    use crate::monitor::RecurrenceMonitor;
    #[pymodule_export]
    use crate::native::{acting, hold, known};
    #[pymodule_export]
    use crate::policy::RetryPolicy;
    #[pymodule_export]
    use crate::redacted::redacted;
}
