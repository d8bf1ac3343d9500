//! An error as JavaScript holds it: the [texts](crate::texts) of its fields, and of what else the core
//! says of it in a word or a sentence; behind them the raw body, where there is one.

use avatar_errors::{AvatarError, Fields, with_fields};

use crate::texts::{self, Texts};

type Say = fn(&AvatarError) -> &'static str;

/// What the core says of an error besides its fields.
const SAID: [(&str, Say); 4] = [
    ("severity", |error| error.severity().as_str()),
    ("user_message", AvatarError::user_message),
    ("operator_hint", AvatarError::operator_hint),
    ("doc_url", AvatarError::doc_url),
];

/// What each of the texts is.
pub(crate) fn names() -> Vec<&'static str> {
    FIELDS.iter().copied().chain(SAID.map(|(name, _)| name)).collect()
}

pub(crate) fn write(error: &AvatarError) -> String {
    let mut joined = texts::joined(|texts| {
        put_fields(texts, error);
        for (_, say) in SAID {
            texts.put(say(error));
        }
    });
    if let Some(raw_body) = error.raw_body() {
        joined.extend(joined.chars().next());
        joined.push_str(raw_body);
    }
    joined
}

macro_rules! put {
    (word $texts:ident $value:expr) => {
        $texts.put($value.as_str())
    };
    (text $texts:ident $value:expr) => {
        $texts.put($value)
    };
    (flag $texts:ident $value:expr) => {
        $texts.put(if $value { "true" } else { "false" })
    };
    (maybe_text $texts:ident $value:expr) => {
        $texts.maybe_text($value)
    };
    ($number:ident $texts:ident $value:expr) => {
        $texts.maybe($value)
    };
}

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

macro_rules! fields {
    ($($(#[$doc:meta])+ $name:ident $kind:ident;)+) => {
        const FIELDS: &[&str] = &[$(stringify!($name)),+];

        fn put_fields(texts: &mut Texts, error: &AvatarError) {
            $(put!($kind texts error.$name());)+
        }

        /// Reads it again, as far as the core asks for it.
        pub(crate) fn read(text: &str) -> AvatarError {
            #[cfg(feature = "test-panic")]
            crate::panic::on_request(text);
            let mut texts = texts::apart(text);
            let mut next = || texts.next().unwrap_or_default();
            Fields { $($name: value!($kind next()),)+ }.into()
        }
    };
}

with_fields!(fields);
