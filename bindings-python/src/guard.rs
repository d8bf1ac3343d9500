//! No panic crosses into Python, where it would be a `BaseException` that nobody catches.

use std::panic::{AssertUnwindSafe, catch_unwind};

use avatar_errors::{AvatarError, Failure, Phase};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

/// What `call` returns, or `None` where it panics.
pub fn caught<T>(call: impl FnOnce() -> T) -> Option<T> {
    let call = AssertUnwindSafe(|| {
        #[cfg(feature = "test-panic")]
        panic_if_asked();
        call()
    });
    catch_unwind(call).ok()
}

/// What `call` returns, or an ordinary exception where it panics.
pub fn guard<T>(call: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    caught(call).unwrap_or_else(|| {
        Err(PyRuntimeError::new_err("avatar_errors: internal defect, please report it"))
    })
}

/// The same, once more where it panics: for what documents no failure.
pub fn insist<T>(call: impl Fn() -> PyResult<T>) -> PyResult<T> {
    caught(&call).unwrap_or_else(|| guard(&call))
}

/// What `call` says of an error, or of the least error of its phase where it panics.
// Not generic over the call: there are many, and each would be so much code.
pub fn of<T>(error: &AvatarError, call: &dyn Fn(&AvatarError) -> PyResult<T>) -> PyResult<T> {
    caught(|| call(error)).unwrap_or_else(|| guard(|| call(&least(error.phase().clone()))))
}

/// What is left to say after a defect of ours.
pub fn least(phase: Phase) -> AvatarError {
    avatar_errors::classify(&Failure::new(phase))
}

#[cfg(feature = "test-panic")]
static PANICS: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);

/// Makes the next `count` guarded calls panic.
#[cfg(feature = "test-panic")]
#[pyfunction]
pub fn panic_next(count: u32) {
    PANICS.store(count, std::sync::atomic::Ordering::SeqCst);
}

#[cfg(feature = "test-panic")]
#[expect(clippy::panic, reason = "what the test asks for")]
fn panic_if_asked() {
    use std::sync::atomic::Ordering::SeqCst;
    let asked = PANICS.fetch_update(SeqCst, SeqCst, |count| count.checked_sub(1));
    if asked.is_ok() {
        std::panic::panic_any("asked for by a test");
    }
}
