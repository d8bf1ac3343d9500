//! Makes the exceptions, which are written in Python, without a call into Python code.

use avatar_errors::{AvatarError, Phase};
use pyo3::exceptions::PyException;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyString, PyType};

use crate::error::NativeError;
use crate::native;

static AVATAR_ERROR: PyOnceLock<Py<PyType>> = PyOnceLock::new();
static SESSION_TOKEN_ERROR: PyOnceLock<Py<PyType>> = PyOnceLock::new();
static NEW: PyOnceLock<Py<PyAny>> = PyOnceLock::new();

/// The class of all of them.
pub fn base(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    AVATAR_ERROR.import(py, "avatar_errors.errors", "AvatarError")
}

/// The exception of an error, of the class that its phase asks for.
pub fn new(py: Python<'_>, error: AvatarError) -> PyResult<Bound<'_, PyAny>> {
    let class = if *error.phase() == Phase::SessionToken {
        SESSION_TOKEN_ERROR.import(py, "avatar_errors.errors", "SessionTokenError")?
    } else {
        base(py)?
    };
    let new = NEW.get_or_try_init(py, || {
        PyResult::Ok(py.get_type::<PyException>().getattr(intern!(py, "__new__"))?.unbind())
    })?;
    let exception = new.bind(py).call1((class, PyString::new(py, error.message())))?;
    native::begin(&exception, &Bound::new(py, NativeError(error))?)?;
    // What is being handled where it is raised would be printed in its own words.
    exception.setattr(intern!(py, "__suppress_context__"), true)?;
    Ok(exception)
}
