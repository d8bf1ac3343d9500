//! Finding secrets in a text and replacing them, in one pass that only moves forward.

mod form;
mod format;
mod found;
mod key;
mod machine;
mod sieve;
mod token;
mod value;

use std::borrow::Cow;

pub(super) use sieve::{Sieve, TRIGGERS, Trigger};

/// What stands where a secret was.
pub(crate) const REDACTED: &str = "[redacted]";

/// Replaces every secret.
pub(super) fn redact(text: &str) -> Cow<'_, str> {
    machine::Machine::redact(text).0
}

/// The same of the beginning of a text, and whether what comes decides on a value in it.
pub(super) fn redact_start(text: &str) -> (Cow<'_, str>, bool) {
    machine::Machine::redact(text)
}

#[cfg(test)]
mod tests;
