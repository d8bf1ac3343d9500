use std::sync::Arc;

use avatar_errors as core;
use core::{AvatarError, with_fields};

use crate::classify::of_phase;
use crate::guard::{guard, panic_on_request};
use crate::refused::Refused;

/// An error of the core. A text is empty and a number −1 where there is none.
#[derive(PartialEq, Eq, Hash, uniffi::Object)]
#[uniffi::export(Eq, Hash)]
pub struct NativeError(AvatarError);

macro_rules! kind {
    (flag) => {
        bool
    };
    (maybe_u16) => {
        i32
    };
    (maybe_u64) => {
        i64
    };
    ($text:ident) => {
        String
    };
}

macro_rules! told {
    (word, $value:expr) => {
        $value.as_str().to_owned()
    };
    (text, $value:expr) => {
        $value.to_owned()
    };
    (maybe_text, $value:expr) => {
        $value.unwrap_or_default().to_owned()
    };
    (maybe_u16, $value:expr) => {
        $value.map_or(-1, Into::into)
    };
    (maybe_u64, $value:expr) => {
        $value.and_then(|ms| i64::try_from(ms).ok()).unwrap_or(-1)
    };
    (flag, $value:expr) => {
        $value
    };
}

macro_rules! accessors {
    ($($(#[$doc:meta])+ $name:ident $kind:ident;)+) => {
        #[uniffi::export]
        impl NativeError {
            $(
                $(#[$doc])+
                pub fn $name(&self) -> kind!($kind) {
                    told!($kind, self.0.$name())
                }
            )+
        }
    };
}

with_fields!(accessors);

#[uniffi::export]
impl NativeError {
    /// Classifies a failure in its JSON form; fails where it is not one JSON object.
    #[uniffi::constructor]
    pub fn of_line(failure: String) -> Result<Arc<Self>, Refused> {
        let failure = guard(|| core::Failure::from_json(&failure));
        let failure =
            failure.ok_or_else(Refused::defect)?.map_err(|reason| Refused::because(&reason))?;
        Ok(Self::answered("", || core::classify(&failure)))
    }

    /// Reads canonical JSON back.
    ///
    /// # Errors
    ///
    /// Where the text is not the JSON of an error.
    #[uniffi::constructor]
    pub fn from_json(json: String) -> Result<Arc<Self>, Refused> {
        let read = guard(|| {
            panic_on_request(&json);
            AvatarError::from_json(&json)
        });
        let error = read.ok_or_else(Refused::defect)?;
        error.map(|error| Arc::new(Self(error))).map_err(|reason| Refused::because(&reason))
    }

    /// The response body: decoded, redacted, cut at 2,048 bytes.
    pub fn raw_body(&self) -> String {
        self.0.raw_body().unwrap_or_default().to_owned()
    }

    /// The canonical JSON.
    pub fn to_json(&self) -> String {
        self.ask(AvatarError::to_json)
    }

    /// One line for an operator.
    pub fn describe(&self) -> String {
        self.ask(AvatarError::describe)
    }

    /// The same with correlation IDs that became known later.
    pub fn with_ids(&self, connection_id: Option<String>, req_id: Option<String>) -> Arc<Self> {
        self.changed(|error| error.with_ids(connection_id.as_deref(), req_id.as_deref()))
    }

    /// What the facts say of an error whose code was given.
    pub fn reclassified(&self) -> Arc<Self> {
        self.changed(|error| error.reclassified())
    }

    /// What groups the error with its like, besides code and phase.
    pub fn fingerprint_detail(&self) -> String {
        self.ask(|error| {
            let [_, _, detail] = error.fingerprint();
            detail
        })
    }

    /// What the code means; nothing for a code that is not listed.
    pub fn meaning(&self) -> String {
        self.ask(|error| {
            error.code().info().map(|info| info.meaning.to_owned()).unwrap_or_default()
        })
    }

    /// How loud to log it.
    pub fn severity(&self) -> String {
        self.ask(|error| error.severity().to_string())
    }

    /// The fields to log, as one line of JSON.
    pub fn log_line(&self) -> String {
        self.ask(|error| error.log_fields().to_json())
    }

    /// What to tell an end user.
    pub fn user_message(&self) -> String {
        self.ask(|error| error.user_message().to_owned())
    }

    /// What an operator should check.
    pub fn operator_hint(&self) -> String {
        self.ask(|error| error.operator_hint().to_owned())
    }

    /// Where the code is documented.
    pub fn doc_url(&self) -> String {
        self.ask(|error| error.doc_url().to_owned())
    }

    /// Where an SDK documents the code by itself.
    pub fn doc_url_at(&self, page: String) -> String {
        self.ask(|error| error.doc_url_at(&page))
    }

    /// The problem document of an SDK which documents the codes by itself.
    pub fn problem_at(&self, page: String) -> String {
        self.ask(|error| error.problem_at(&page).to_json())
    }

    /// The problem document.
    pub fn problem(&self) -> String {
        self.ask(|error| error.problem().to_json())
    }

    /// The HTTP status of the problem document.
    pub fn problem_status(&self) -> i32 {
        self.ask(|error| error.problem().status.into())
    }

    /// When a client may try again, in whole seconds.
    pub fn problem_retry_after_s(&self) -> i64 {
        let seconds = self.ask(|error| error.problem().retry_after_s);
        seconds.and_then(|seconds| i64::try_from(seconds).ok()).unwrap_or(-1)
    }
}

impl NativeError {
    /// What is left to say after a defect is the core's answer to the phase alone.
    pub(super) fn answered(phase: &str, answer: impl FnOnce() -> AvatarError) -> Arc<Self> {
        let answer = guard(|| {
            let error = answer();
            panic_on_request(error.message());
            error
        });
        Arc::new(Self(answer.unwrap_or_else(|| of_phase(phase))))
    }

    /// The error as the core changes it; itself after a defect.
    fn changed(&self, change: impl FnOnce(AvatarError) -> AvatarError) -> Arc<Self> {
        let changed = guard(|| {
            panic_on_request(self.0.message());
            change(self.0.clone())
        });
        Arc::new(Self(changed.unwrap_or_else(|| self.0.clone())))
    }

    /// What the core says of the error; after a defect, what it says of the phase alone.
    pub(super) fn ask<T: Default>(&self, question: impl Fn(&AvatarError) -> T) -> T {
        guard(|| {
            panic_on_request(self.0.message());
            question(&self.0)
        })
        .or_else(|| guard(|| question(&of_phase(self.0.phase().as_str()))))
        .unwrap_or_default()
    }
}
