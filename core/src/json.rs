//! Strict JSON by RFC 8259, read member by member and without a tree.
//!
//! `serde_json` does the reading; what is here adds what the contract asks of it:
//! members of any type, lone surrogates, numbers as they were spelled, and a
//! limit of nesting of its own.

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
    if is_too_deep(text) {
        return Err(InvalidJson::TooDeep);
    }
    let mut read = |careful| {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        deserializer.deserialize_map(Members { each: &mut each, list, careful })?;
        deserializer.end()
    };
    // Only what is rare needs care: lone surrogates in a key, no array under `list`.
    match read(false).or_else(|_| read(true)) {
        Ok(()) => Ok(()),
        Err(error) if error.is_data() => Err(InvalidJson::NotAnObject),
        Err(error) => Err(error.into()),
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

/// Reads a value that is written as an object: `serde` would take an array's elements as its fields.
pub(crate) fn read<'a, T: serde::Deserialize<'a>>(text: &'a str) -> Result<T, InvalidJson> {
    if begins(text, '[') {
        return Err(InvalidJson::NotAnObject);
    }
    Ok(serde_json::from_str(text)?)
}
