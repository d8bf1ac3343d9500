//! What an exception knows, beside its attributes: a subclass may have attributes of any name.

use avatar_errors::{AvatarError, Phase};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;

use crate::error::NativeError;
use crate::exception;
use crate::guard::least;

static STATE: PyOnceLock<Py<PyType>> = PyOnceLock::new();

/// An exception of ours as an argument.
pub struct Native<'py>(Bound<'py, NativeError>);

impl<'py> FromPyObject<'_, 'py> for Native<'py> {
    type Error = PyErr;

    fn extract(exception: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let py = exception.py();
        let state = exception.getattr(intern!(py, "__dict__"));
        let native = state.and_then(|state| state.getattr(intern!(py, "native")));
        match native.and_then(|native| Ok(native.cast_into()?)) {
            Ok(native) => Ok(Self(native)),
            // A subclass did not call the constructor.
            Err(_) if exception.is_instance(exception::base(py)?)? => {
                Bound::new(py, NativeError(least(Phase::Unknown))).map(Self)
            }
            Err(error) => Err(error),
        }
    }
}

impl Native<'_> {
    /// What it knows.
    pub fn get(&self) -> &AvatarError {
        &self.0.get().0
    }
}

/// An exception of ours as an argument, as it is to be acted on.
pub struct Acting<'py>(Native<'py>);

impl<'py> FromPyObject<'_, 'py> for Acting<'py> {
    type Error = PyErr;

    fn extract(exception: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let native = Native::extract(exception)?;
        if !native.get().is_given() {
            return Ok(Self(native));
        }
        // Whatever stands in its way: the error itself is there to act on.
        Ok(Self(anew(exception, &native).map_or(native, Native)))
    }
}

fn anew<'py>(
    exception: Borrowed<'_, 'py, PyAny>,
    native: &Native<'py>,
) -> PyResult<Bound<'py, NativeError>> {
    let py = exception.py();
    let again = py.import(intern!(py, "avatar_errors.again"))?;
    Ok(again.call_method1(intern!(py, "anew"), (exception, &native.0))?.cast_into()?)
}

impl Acting<'_> {
    /// What to act on.
    pub fn get(&self) -> &AvatarError {
        self.0.get()
    }
}

/// What an exception knows.
#[pyfunction]
#[pyo3(signature = (error, /))]
pub fn known<'py>(error: Native<'py>) -> Bound<'py, NativeError> {
    error.0
}

/// What to act on: where the code was decided elsewhere, what the facts say.
#[pyfunction]
#[pyo3(signature = (error, /))]
pub fn acting<'py>(error: Acting<'py>) -> Bound<'py, NativeError> {
    error.0.0
}

/// Gives an exception what it knows from now on.
#[pyfunction]
#[pyo3(signature = (error, native, /))]
pub fn hold<'py>(error: &Bound<'py, PyAny>, native: &Bound<'py, NativeError>) -> PyResult<()> {
    let py = error.py();
    let attributes = error.getattr(intern!(py, "__dict__"))?;
    if attributes.get_type().is(state(py)?) {
        return attributes.setattr(intern!(py, "native"), native);
    }
    keep(error, &state(py)?.call1((attributes,))?, native)
}

/// The same of an exception that has no attributes yet.
pub fn begin<'py>(error: &Bound<'py, PyAny>, native: &Bound<'py, NativeError>) -> PyResult<()> {
    keep(error, &state(error.py())?.call0()?, native)
}

fn keep<'py>(
    error: &Bound<'py, PyAny>,
    state: &Bound<'py, PyAny>,
    native: &Bound<'py, NativeError>,
) -> PyResult<()> {
    let py = error.py();
    state.setattr(intern!(py, "native"), native)?;
    error.setattr(intern!(py, "__dict__"), state)
}

fn state(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    STATE.import(py, "avatar_errors.fields", "State")
}
