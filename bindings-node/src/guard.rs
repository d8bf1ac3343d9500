use std::panic::{AssertUnwindSafe, catch_unwind};

use avatar_errors::{AvatarError, classify};
use avatar_errors_texts::failure::of_phase;
use avatar_errors_texts::{apart, error};

/// What the core answers; after a panic, which is a defect of ours, what it answers otherwise.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T, otherwise: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| otherwise())
}

/// What the core says of an error; after a panic, of one of which only the phase is known.
pub(crate) fn asked<T>(text: &str, question: impl Fn(&AvatarError) -> T) -> T {
    guarded(
        || question(&error::read(text)),
        || {
            let phase = apart(text).nth(1).unwrap_or_default();
            question(&classify(&of_phase(phase)))
        },
    )
}
