use avatar_errors as core;
use core::{AvatarError, Phase};

use uniffi::Lift;

use crate::UniFfiTag;
use crate::failure::{Failure, Observation};
use crate::fields::Fields;
use crate::guard::{guard, panic_on_request};

/// Which of the links decides, by its place in the list.
#[derive(uniffi::Enum)]
pub enum Weighed {
    /// None says anything.
    Nothing,
    /// One that says what happened.
    Facts {
        /// Its place.
        at: i32,
    },
    /// One that is no failure.
    NoFailure {
        /// Its place.
        at: i32,
    },
    /// One that is an error of this library already.
    Classified {
        /// Its place.
        at: i32,
    },
}

/// Turns what happened into the stable answer. The failure comes as UniFFI writes the record, in
/// memory of the caller's: where a call is dear, as on the JVM, that saves the one for the core's.
#[uniffi::export]
pub fn classify(mut failure: &[u8]) -> Fields {
    let read = guard(|| <Failure as Lift<UniFfiTag>>::try_read(&mut failure));
    let Some(Ok(failure)) = read else { return answered("", || of_phase("")) };
    answered(&failure.phase, || {
        panic_on_request(failure.message.as_deref().unwrap_or_default());
        core::classify(&failure.facts())
    })
}

/// The same of a failure in its JSON form; nothing where it is not one JSON object.
#[uniffi::export]
pub fn classify_line(failure: &str) -> Option<Fields> {
    guard(|| Some(Fields::from(&core::classify(&core::Failure::from_json(failure).ok()?))))?
}

/// The error that the caller names itself; the rest is decided as ever.
#[uniffi::export]
pub fn given(code: &str, message: &str, failure: Failure) -> Fields {
    answered(&failure.phase, || {
        panic_on_request(message);
        AvatarError::given(code, message, &failure.facts())
    })
}

/// Which link decides: asked where there is something to read or to pass on.
#[uniffi::export]
pub fn weigh(evidence: Vec<Observation>) -> Weighed {
    guard(|| {
        let failure = core::Failure::new(Phase::Unknown);
        let facts = evidence.iter().map(Observation::facts);
        facts.fold(failure, core::Failure::observation).weigh().into()
    })
    .unwrap_or(Weighed::Nothing)
}

impl From<core::Weighed> for Weighed {
    fn from(weighed: core::Weighed) -> Self {
        match weighed {
            core::Weighed::Facts(at) => Self::Facts { at: place(at) },
            core::Weighed::NoFailure(at) => Self::NoFailure { at: place(at) },
            core::Weighed::Classified(at) => Self::Classified { at: place(at) },
            _ => Self::Nothing,
        }
    }
}

fn place(at: usize) -> i32 {
    i32::try_from(at).unwrap_or(i32::MAX)
}

/// What is left to say after a defect is the core's answer to the phase alone.
fn answered(phase: &str, answer: impl FnOnce() -> AvatarError) -> Fields {
    guard(|| Fields::from(&answer()))
        .or_else(|| guard(|| Fields::from(&of_phase(phase))))
        .unwrap_or_default()
}

/// The error of which no more is known than where it happened.
pub(crate) fn of_phase(phase: &str) -> AvatarError {
    core::classify(&core::Failure::new(Phase::from_name(phase)))
}
