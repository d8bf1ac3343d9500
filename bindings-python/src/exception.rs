//! Makes the exceptions, which are written in Python, without a call into Python code.

use pyo3::exceptions::PyException;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyString, PyType};

use avatar_errors::Phase;

use crate::answer::Answer;

static AVATAR_ERROR: PyOnceLock<Py<PyType>> = PyOnceLock::new();
static SESSION_TOKEN_ERROR: PyOnceLock<Py<PyType>> = PyOnceLock::new();
static NEW: PyOnceLock<Py<PyAny>> = PyOnceLock::new();

/// The exception of an answer, of the class that its phase asks for.
pub fn new(py: Python<'_>, answer: Answer) -> PyResult<Bound<'_, PyAny>> {
    let class = if *answer.0.phase() == Phase::SessionToken {
        SESSION_TOKEN_ERROR.import(py, "avatar_errors.errors", "SessionTokenError")?
    } else {
        AVATAR_ERROR.import(py, "avatar_errors.errors", "AvatarError")?
    };
    let new = NEW.get_or_try_init(py, || {
        PyResult::Ok(py.get_type::<PyException>().getattr(intern!(py, "__new__"))?.unbind())
    })?;
    let error = new.bind(py).call1((class, PyString::new(py, answer.0.message())))?;
    error.setattr(intern!(py, "_answer"), answer)?;
    Ok(error)
}
