//! The command line, which comes with the package.

use std::ffi::OsString;

use pyo3::prelude::*;

use crate::guard::guard;

/// Does what the arguments say with the process's own standard streams, and returns the exit status.
#[pyfunction]
#[pyo3(signature = (arguments, has_stdout, /))]
pub fn command_line(
    python: Python<'_>,
    arguments: Vec<OsString>,
    has_stdout: bool,
) -> PyResult<u8> {
    guard(|| Ok(python.detach(|| avatar_errors_cli::run(arguments, has_stdout))))
}
