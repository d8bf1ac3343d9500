use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use avatar_errors as core;
use core::with_facts;

use super::error::NativeError;
use crate::classify::Weighed;
use crate::failure::{Failure, Header, Observation, Payload};
use crate::guard::guard;

/// What happened, told one by one.
#[derive(uniffi::Object)]
pub struct NativeFailure(Mutex<Failure>);

/// A text that crossed as bytes, which are not copied on the way.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

macro_rules! setter {
    ($(#[$doc:meta])+ $name:ident headers) => {
        #[uniffi::export]
        impl NativeFailure {
            $(#[$doc])+
            pub fn header(&self, name: &[u8], value: &[u8]) {
                self.told().$name.push(Header { name: text(name), value: text(value) });
            }
        }
    };
    ($(#[$doc:meta])+ $name:ident payload) => {
        #[uniffi::export]
        impl NativeFailure {
            $(#[$doc])+
            pub fn $name(&self, bytes: &[u8]) {
                self.told().$name = Some(Payload::Bytes { bytes: bytes.to_vec() });
            }
        }
    };
    ($(#[$doc:meta])+ $name:ident integer) => {
        #[uniffi::export]
        impl NativeFailure {
            $(#[$doc])+
            pub fn $name(&self, value: i64) {
                self.told().$name = Some(value);
            }
        }
    };
    ($(#[$doc:meta])+ $name:ident base64) => {
        #[uniffi::export]
        impl NativeFailure {
            $(#[$doc])+
            pub fn $name(&self, value: String) {
                self.told().$name = Some(value);
            }
        }
    };
    ($(#[$doc:meta])+ $name:ident $text:ident) => {
        #[uniffi::export]
        impl NativeFailure {
            $(#[$doc])+
            pub fn $name(&self, text: &[u8]) {
                self.told().$name = Some(self::text(text));
            }
        }
    };
}

macro_rules! setters {
    ($($(#[$doc:meta])+ $name:ident $kind:ident;)+) => { $(setter! { $(#[$doc])+ $name $kind })+ };
}

with_facts!(setters);

#[uniffi::export]
impl NativeFailure {
    /// A failure of which no more is known than where it happened.
    #[uniffi::constructor]
    pub fn new(phase: String) -> Arc<Self> {
        Arc::new(Self(Mutex::new(Failure { phase, ..Failure::default() })))
    }

    /// The response body as text.
    pub fn body_text(&self, text: &[u8]) {
        self.told().body = Some(Payload::Text { text: self::text(text) });
    }

    /// A binary WebSocket frame as received.
    pub fn frame(&self, bytes: &[u8]) {
        self.told().frame = Some(bytes.to_vec());
    }

    /// What a link of the chain of errors says: outermost first, depth first.
    pub fn observed(
        &self,
        link: String,
        depth: i32,
        no_failure: bool,
        classified: bool,
        facts: &Self,
    ) {
        let facts = std::mem::take(&mut *facts.told());
        self.told().evidence.push(Observation::of(link, depth, no_failure, classified, facts));
    }

    /// Which link decides: asked where there is something to read or to pass on.
    pub fn weigh(&self) -> Weighed {
        guard(|| self.told().facts().weigh().into()).unwrap_or(Weighed::Nothing)
    }

    /// What a call costs at least: does nothing with what was told, gives a text of so many bytes.
    pub fn empty(&self, bytes: u32) -> String {
        " ".repeat(usize::try_from(bytes).unwrap_or_default().min(1 << 16))
    }

    /// The stable answer.
    pub fn classify(&self) -> Arc<NativeError> {
        let told = self.told();
        NativeError::answered(&told.phase, || core::classify(&told.facts()))
    }

    /// The error that the caller names itself; the rest is decided as ever.
    pub fn given(&self, code: String, message: String) -> Arc<NativeError> {
        let told = self.told();
        NativeError::answered(&told.phase, || {
            core::AvatarError::given(&code, &message, &told.facts())
        })
    }
}

impl NativeFailure {
    fn told(&self) -> MutexGuard<'_, Failure> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
