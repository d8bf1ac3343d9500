use std::panic::{AssertUnwindSafe, catch_unwind};

/// What the call gives, `None` where it panics.
pub(crate) fn guard<T>(call: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(call)).ok()
}

/// Panics where a text asks for it, which only tests do.
#[cfg(feature = "test-panic")]
#[allow(clippy::panic, reason = "it is what the feature is for")]
pub(crate) fn panic_on_request(given: &str) {
    if given.contains("panic on request") {
        panic!("requested");
    }
}

#[cfg(not(feature = "test-panic"))]
pub(crate) fn panic_on_request(_: &str) {}
