//! An error as JavaScript holds it: the [texts](crate::texts) of its fields, and the raw body behind
//! them, where there is one.

use avatar_errors::{AvatarError, Fields, with_fields};
use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use crate::texts;

pub(crate) fn write(error: &AvatarError) -> String {
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
        /// Reads it again; the raw body, which nobody asks the core for, stays behind.
        pub(crate) fn read(text: &str) -> AvatarError {
            #[cfg(feature = "test-panic")]
            crate::panic::on_request(text);
            let mut texts = texts::apart(text);
            let mut next = || texts.next().unwrap_or_default();
            Fields { $($name: value!($kind next()),)+ }.into()
        }
    };
}

with_fields!(read);
