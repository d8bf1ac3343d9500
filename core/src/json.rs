//! Strict JSON by RFC 8259, read member by member and without a tree.
//!
//! `serde_json` does the reading; what is here adds what the contract asks of it:
//! members of any type, lone surrogates, numbers as they were spelled, and a
//! limit of nesting of its own.

mod decimal;
mod depth;
mod invalid;
mod members;
mod raw;
mod wtf8;

use std::borrow::Cow;

use serde::Deserializer as _;
use serde_json::value::RawValue;

pub use invalid::InvalidJson;
pub(crate) use raw::Raw;

use depth::is_too_deep;
use members::Members;

/// Reads an object, calling `each` with every member in order; of the array under `list`
/// with the first element only.
///
/// `serde_json` allocates to skip what is nested in something nested, and such an array
/// is what most bodies are.
pub(crate) fn object<'a>(
    text: &'a str,
    list: Option<&'static str>,
    mut each: impl FnMut(&str, Raw<'a>),
) -> Result<(), InvalidJson> {
    let mut read = |careful| {
        whole(text, |json| json.deserialize_map(Members { each: &mut each, list, careful }))
    };
    // Only what is rare needs care: lone surrogates in a key, no array under `list`.
    read(false).or_else(|_| read(true))
}

/// Reads an object, calling `each` once with every member, also where the rest is no JSON.
pub(crate) fn members<'a>(
    text: &'a str,
    each: impl FnMut(&str, Raw<'a>),
) -> Result<(), InvalidJson> {
    whole(text, |json| json.deserialize_map(Members { each, list: None, careful: true }))
}

type Deserializer<'a> = serde_json::Deserializer<serde_json::de::StrRead<'a>>;

/// Reads one object and nothing behind it.
fn whole<'a>(
    text: &'a str,
    read: impl FnOnce(&mut Deserializer<'a>) -> serde_json::Result<()>,
) -> Result<(), InvalidJson> {
    if is_too_deep(text) {
        return Err(InvalidJson::TooDeep);
    }
    let mut json = Deserializer::from_str(text);
    match read(&mut json).and_then(|()| json.end()) {
        Err(error) if error.is_data() => Err(InvalidJson::NotAnObject),
        read => Ok(read?),
    }
}

/// Whether the text, if it is JSON, is a value that begins so.
pub(crate) fn begins(text: &str, with: char) -> bool {
    text.trim_start_matches([' ', '\t', '\n', '\r']).starts_with(with)
}

/// The whole text as a JSON string.
pub(crate) fn string(text: &str) -> Option<Cow<'_, str>> {
    begins(text, '"').then_some(())?;
    let value: &RawValue = serde_json::from_str(text).ok()?;
    Raw(value.get()).string()
}

/// A text as a JSON string.
pub(crate) fn write(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// Reads a value that is written as an object: `serde` would take an array's elements as its fields.
pub(crate) fn read<'a, T: serde::Deserialize<'a>>(text: &'a str) -> Result<T, InvalidJson> {
    if begins(text, '[') {
        return Err(InvalidJson::NotAnObject);
    }
    Ok(serde_json::from_str(text)?)
}
