//! An error as JavaScript holds it: the [texts](crate::texts) of its fields, the whole JSON where a
//! newer version wrote more than those, and behind them the raw body, where there is one.

use avatar_errors::{AvatarError, Fields, with_fields};
use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use crate::texts;

/// Writes it.
#[must_use]
pub fn write(error: &AvatarError) -> String {
    let mut text = texts::of(&Written(error));
    if let Some(raw_body) = error.raw_body() {
        text.extend(text.chars().next());
        text.push_str(raw_body);
    }
    text
}

struct Written<'a>(&'a AvatarError);

macro_rules! write_field {
    ($fields:ident, word $name:ident $value:expr) => {
        $fields.serialize_field(stringify!($name), $value)?
    };
    ($fields:ident, text $name:ident $value:expr) => {
        $fields.serialize_field(stringify!($name), $value)?
    };
    ($fields:ident, flag $name:ident $value:expr) => {
        $fields.serialize_field(stringify!($name), &$value)?
    };
    ($fields:ident, $maybe:ident $name:ident $value:expr) => {
        match $value {
            None => $fields.skip_field(stringify!($name))?,
            some => $fields.serialize_field(stringify!($name), &some)?,
        }
    };
}

macro_rules! write {
    ($($(#[$doc:meta])+ $name:ident $kind:ident;)+) => {
        impl Serialize for Written<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut fields = serializer.serialize_struct("", 0)?;
                $(write_field!(fields, $kind $name self.0.$name());)+
                write_field!(fields, maybe_text newer self.0.newer_json());
                fields.end()
            }
        }
    };
}

with_fields!(write);

macro_rules! value {
    (word $text:expr) => {
        $text.into()
    };
    (text $text:expr) => {
        $text.to_owned().into()
    };
    (flag $text:expr) => {
        $text == "true"
    };
    (maybe_text $text:expr) => {
        present($text).map(str::to_owned)
    };
    ($number:ident $text:expr) => {
        present($text).and_then(|text| text.parse().ok())
    };
}

fn present(text: &str) -> Option<&str> {
    text.strip_prefix('=')
}

macro_rules! read {
    ($($(#[$doc:meta])+ $name:ident $kind:ident;)+) => {
        /// Reads it again; the raw body stays behind, but where it is one of the facts to act on.
        #[must_use]
        pub fn read(text: &str) -> AvatarError {
            #[cfg(feature = "test-panic")]
            crate::panic::on_request(text);
            let mut texts = texts::apart(text);
            let mut next = || texts.next().unwrap_or_default();
            let fields = Fields { $($name: value!($kind next()),)+ };
            let newer = present(next()).and_then(|json| AvatarError::from_json(json).ok());
            let error: AvatarError = newer.unwrap_or_else(|| fields.into());
            if error.is_given() { with_raw_body(error, text) } else { error }
        }
    };
}

with_fields!(read);

/// The same with its raw body.
#[must_use]
pub fn read_whole(text: &str) -> AvatarError {
    with_raw_body(read(text), text)
}

fn with_raw_body(error: AvatarError, text: &str) -> AvatarError {
    let separator = text.chars().next().unwrap_or_default();
    // Before it stand nothing, the fields, and the JSON of a newer version.
    let before = avatar_errors::catalog::fields().len() + 2;
    match text.splitn(before + 1, separator).nth(before) {
        Some(raw_body) => error.with_raw_body(raw_body),
        None => error,
    }
}
