use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use super::AvatarError;
use crate::with_fields;
use crate::words::{ErrorCode, Phase, Recovery};

/// The type of the field of that name and kind.
macro_rules! field_type {
    (code word) => { ErrorCode };
    (phase word) => { Phase };
    (recovery word) => { Recovery };
    ($name:ident text) => { Cow<'static, str> };
    ($name:ident flag) => { bool };
    ($name:ident maybe_text) => { Option<String> };
    ($name:ident maybe_u16) => { Option<u16> };
    ($name:ident maybe_u64) => { Option<u64> };
}

macro_rules! accessor {
    ($(#[$doc:meta])+ $name:ident word) => {
        $(#[$doc])+
        #[must_use]
        pub fn $name(&self) -> &field_type!($name word) {
            &self.0.fields.$name
        }
    };
    ($(#[$doc:meta])+ $name:ident text) => {
        $(#[$doc])+
        #[must_use]
        pub fn $name(&self) -> &str {
            &self.0.fields.$name
        }
    };
    ($(#[$doc:meta])+ $name:ident maybe_text) => {
        $(#[$doc])+
        #[must_use]
        pub fn $name(&self) -> Option<&str> {
            self.0.fields.$name.as_deref()
        }
    };
    ($(#[$doc:meta])+ $name:ident $kind:ident) => {
        $(#[$doc])+
        #[must_use]
        pub fn $name(&self) -> field_type!($name $kind) {
            self.0.fields.$name
        }
    };
}

macro_rules! define {
    ($($(#[$doc:meta])+ $name:ident $kind:ident;)+) => {
        /// The fields of an error by themselves, in the order of the canonical JSON: what a
        /// binding hands over field by field.
        #[derive(Clone, PartialEq, Eq, Hash, Serialize)]
        pub struct Fields {
            $(
                $(#[$doc])+
                #[serde(skip_serializing_if = "Field::is_absent")]
                pub $name: field_type!($name $kind),
            )+
        }

        impl AvatarError {
            $(accessor! { $(#[$doc])+ $name $kind })+

            /// The same error with changed fields.
            pub(super) fn with_fields(mut self, change: impl FnOnce(&mut Fields)) -> Self {
                change(&mut Arc::make_mut(&mut self.0).fields);
                self
            }
        }
    };
}

with_fields!(define);

/// The error whose fields a binding kept for it; without a raw body.
impl From<Fields> for AvatarError {
    fn from(fields: Fields) -> Self {
        Self::new(fields, None)
    }
}

/// The canonical JSON: every text is free of secrets.
impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut json = Vec::new();
        self.write_json(&mut json);
        write!(f, "Fields {}", String::from_utf8_lossy(&json))
    }
}

impl Fields {
    pub(crate) fn write_json(&self, json: &mut Vec<u8>) {
        // Strings, integers and booleans into memory: there is nothing that could fail.
        let _ = serde_json::to_writer(json, self);
    }
}

/// What may be absent.
trait Field {
    fn is_absent(&self) -> bool {
        false
    }
}

impl Field for ErrorCode {}
impl Field for Phase {}
impl Field for Recovery {}
impl Field for Cow<'_, str> {}
impl Field for bool {}

impl<T> Field for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}
