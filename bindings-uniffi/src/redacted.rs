use crate::guard::{guard, panic_on_request};

/// A library's text as an error tells its own; nothing of it after a defect.
#[uniffi::export]
pub fn redacted(text: &str) -> String {
    guard(|| {
        panic_on_request(text);
        avatar_errors::redacted(text)
    })
    .unwrap_or_default()
}
