use avatar_errors::{AvatarError, with_fields};

use crate::classify::of_phase;
use crate::guard::{guard, panic_on_request};

macro_rules! kind {
    (flag) => { bool };
    (maybe_u16) => { Option<i32> };
    (maybe_u64) => { Option<i64> };
    (maybe_text) => { Option<String> };
    ($text:ident) => { String };
}

macro_rules! told {
    (word, $value:expr) => {
        $value.as_str().to_owned()
    };
    (text, $value:expr) => {
        $value.to_owned()
    };
    (maybe_text, $value:expr) => {
        $value.map(str::to_owned)
    };
    (maybe_u16, $value:expr) => {
        $value.map(Into::into)
    };
    // At most 2^53−1.
    (maybe_u64, $value:expr) => {
        $value.and_then(|ms| i64::try_from(ms).ok())
    };
    (flag, $value:expr) => {
        $value
    };
}

macro_rules! taken {
    (word, $value:expr) => {
        $value.as_str().into()
    };
    (text, $value:expr) => {
        $value.into()
    };
    (maybe_u16, $value:expr) => {
        $value.and_then(|number| u16::try_from(number).ok())
    };
    (maybe_u64, $value:expr) => {
        $value.and_then(|number| u64::try_from(number).ok())
    };
    ($kind:ident, $value:expr) => {
        $value
    };
}

macro_rules! record {
    ($($(#[$doc:meta])+ $name:ident $kind:ident;)+) => {
        /// An error: its documented fields, and the response body, which is in no JSON.
        #[derive(Clone, Default, uniffi::Record)]
        pub struct Fields {
            $($(#[$doc])+ #[uniffi(default)] pub(crate) $name: kind!($kind),)+
            /// The response body: decoded, redacted, cut at 2,048 bytes.
            #[uniffi(default)]
            pub(crate) raw_body: Option<String>,
            /// The canonical JSON where it has more members than are known here: a newer version's.
            #[uniffi(default)]
            pub(crate) newer: Option<String>,
        }

        impl From<&AvatarError> for Fields {
            fn from(error: &AvatarError) -> Self {
                Self {
                    $($name: told!($kind, error.$name()),)+
                    raw_body: error.raw_body().map(str::to_owned),
                    newer: error.newer_json(),
                }
            }
        }

        /// Without the raw body, but where it is one of the facts to act on.
        impl From<Fields> for AvatarError {
            fn from(fields: Fields) -> Self {
                let Fields { $($name,)+ newer, raw_body } = fields;
                let error = match newer.as_deref().map(AvatarError::from_json) {
                    Some(Ok(error)) => error,
                    _ => avatar_errors::Fields { $($name: taken!($kind, $name),)+ }.into(),
                };
                match raw_body {
                    Some(raw_body) if error.is_given() => error.with_raw_body(raw_body),
                    _ => error,
                }
            }
        }
    };
}

with_fields!(record);

impl Fields {
    /// The error as the core changes it; itself after a defect.
    pub(crate) fn changed(self, change: impl FnOnce(AvatarError) -> AvatarError) -> Self {
        let unchanged = self.clone();
        guard(|| {
            panic_on_request(&self.message);
            let raw_body = self.raw_body.clone().unwrap_or_default();
            Self::from(&change(AvatarError::from(self).with_raw_body(raw_body)))
        })
        .unwrap_or(unchanged)
    }

    /// What the core says of the error; after a defect, what it says of the phase alone.
    pub(crate) fn ask<T: Default>(self, question: impl Fn(&AvatarError) -> T) -> T {
        let phase = self.phase.clone();
        guard(|| {
            panic_on_request(&self.message);
            question(&self.into())
        })
        .or_else(|| guard(|| question(&of_phase(&phase))))
        .unwrap_or_default()
    }
}
