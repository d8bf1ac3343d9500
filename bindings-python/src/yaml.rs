//! PyYAML knows no subclass of `str` unless it is told, and a program may import it at any time.

use std::sync::atomic::{AtomicBool, Ordering};

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyDict;

static MODULES: PyOnceLock<Py<PyDict>> = PyOnceLock::new();
static TOLD: AtomicBool = AtomicBool::new(false);

/// Tells it that the words are strings, once it is there.
pub fn tell(py: Python<'_>) -> PyResult<()> {
    if TOLD.load(Ordering::Relaxed) {
        return Ok(());
    }
    let modules = MODULES.get_or_try_init(py, || {
        PyResult::Ok(py.import("sys")?.getattr("modules")?.cast_into::<PyDict>()?.unbind())
    })?;
    if modules.bind(py).contains(intern!(py, "yaml"))? {
        let told = py.import("avatar_errors.open_enum")?.call_method0("tell_yaml")?;
        TOLD.store(told.extract()?, Ordering::Relaxed);
    }
    Ok(())
}
