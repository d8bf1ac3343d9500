//! Strict JSON by RFC 8259, read member by member and without a tree.
//!
//! `serde_json` does the reading; what is here adds what the contract asks of it:
//! members of any type, lone surrogates, numbers as they were spelled, and a
//! limit of nesting of its own.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserializer, de};
use serde_json::value::RawValue;

const DEEPEST: usize = 128;

const NULL: &str = "null";

/// Why a text is not the JSON that was asked for; it never repeats the text, which may hold secrets.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidJson {
    /// Not JSON at all, or more than one value.
    #[error("not valid JSON at line {line}, column {column}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The column in bytes, from 1.
        column: usize,
    },
    /// JSON, but no object.
    #[error("not a JSON object")]
    NotAnObject,
    /// Nested deeper than 128 levels.
    #[error("nested deeper than {DEEPEST} levels")]
    TooDeep,
    /// An object with a member missing or of another type than the contract's.
    #[error(
        "not an error of the contract: a member is missing or has the wrong type at line {line}, column {column}"
    )]
    Member {
        /// The line, from 1.
        line: usize,
        /// The column in bytes, from 1.
        column: usize,
    },
}

impl From<serde_json::Error> for InvalidJson {
    fn from(error: serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        match error.classify() {
            serde_json::error::Category::Data => Self::Member { line, column },
            _ => Self::Syntax { line, column },
        }
    }
}

/// A value that was checked, but not read yet.
#[derive(Clone, Copy)]
pub(crate) struct Raw<'a>(&'a str);

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

impl<'a> Raw<'a> {
    /// The value of a string.
    pub(crate) fn string(self) -> Option<Cow<'a, str>> {
        let inside = self.0.strip_prefix('"')?.strip_suffix('"')?;
        if !inside.contains('\\') {
            return Some(Cow::Borrowed(inside));
        }
        serde_json::Deserializer::from_str(self.0).deserialize_bytes(Wtf8).ok()
    }

    /// A string that is not blank.
    pub(crate) fn text(self) -> Option<Cow<'a, str>> {
        self.string().filter(|text| !crate::normalize::is_blank(text))
    }

    /// A number with an integral value.
    pub(crate) fn integer(self) -> Option<i64> {
        let number = self.number()?;
        match number.parse() {
            Ok(integer) => Some(integer),
            Err(_) if number.contains(['.', 'e', 'E']) => integral(number.parse().ok()?),
            Err(_) => None,
        }
    }

    /// A string, or a number: in its shortest form where its value is integral, else as spelled.
    pub(crate) fn code(self) -> Option<Cow<'a, str>> {
        match (self.number(), self.integer()) {
            (Some(number), Some(integer)) if number.contains(['.', 'e', 'E']) || integer == 0 => {
                Some(Cow::Owned(integer.to_string()))
            }
            (Some(number), _) => Some(Cow::Borrowed(number)),
            (None, _) => self.text(),
        }
    }

    /// Reads an object, calling `each` with every member; `None` for any other value.
    pub(crate) fn members(self, each: impl FnMut(&str, Raw<'a>)) -> Option<()> {
        self.is_object().then_some(())?;
        object(self.0, None, each).ok()
    }

    /// Reads an array, calling `each` with every element; `None` for any other value.
    pub(crate) fn elements(self, each: impl FnMut(Raw<'a>)) -> Option<()> {
        self.0.starts_with('[').then_some(())?;
        serde_json::Deserializer::from_str(self.0).deserialize_seq(Elements(each)).ok()
    }

    /// The first element of an array; `null` for any other value.
    fn first_element(self) -> Self {
        let mut deserializer = serde_json::Deserializer::from_str(self.0);
        deserializer.deserialize_seq(FirstElement).unwrap_or(Self(NULL))
    }

    pub(crate) fn is_object(self) -> bool {
        self.0.starts_with('{')
    }

    fn number(self) -> Option<&'a str> {
        self.0.starts_with(|c: char| c == '-' || c.is_ascii_digit()).then_some(self.0)
    }
}

/// The integer that a number equals, where doubles still tell integers apart.
pub(crate) fn integral(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[expect(clippy::cast_possible_truncation, reason = "integral and in range")]
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

/// Counts `{` and `[`, in or out of strings, in pieces that the compiler turns into vectors.
fn opening_brackets(text: &str) -> usize {
    let opens = |byte: &u8| u8::from(byte | 0x20 == b'{'); // the two differ in that bit
    let pieces = text.as_bytes().chunks(usize::from(u8::MAX));
    pieces.map(|piece| usize::from(piece.iter().map(opens).sum::<u8>())).sum()
}

/// Whether brackets outside strings nest too deep; for valid JSON only.
fn is_too_deep(text: &str) -> bool {
    if opening_brackets(text) <= DEEPEST {
        return false;
    }
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => depth += 1,
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

struct Members<F> {
    each: F,
    list: Option<&'static str>,
    careful: bool,
}

impl<'de, F: FnMut(&str, Raw<'de>)> Members<F> {
    fn next_key<A: MapAccess<'de>>(&self, map: &mut A) -> Result<Option<Cow<'de, str>>, A::Error> {
        if !self.careful {
            return map.next_key_seed(Key);
        }
        let key = map.next_key::<&'de RawValue>()?;
        Ok(key.map(|key| Raw(key.get()).string().unwrap_or_default()))
    }

    fn next_value<A: MapAccess<'de>>(
        &self,
        is_list: bool,
        map: &mut A,
    ) -> Result<Raw<'de>, A::Error> {
        if is_list && !self.careful {
            return map.next_value_seed(FirstElement);
        }
        let value = Raw(map.next_value::<&'de RawValue>()?.get());
        Ok(if is_list { value.first_element() } else { value })
    }
}

impl<'de, F: FnMut(&str, Raw<'de>)> Visitor<'de> for Members<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = self.next_key(&mut map)? {
            let value = self.next_value(self.list == Some(key.as_ref()), &mut map)?;
            (self.each)(&key, value);
        }
        Ok(())
    }
}

/// A key, borrowed where it has no escapes.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E: de::Error>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(key.to_owned()))
    }
}

/// The first element of an array, `null` for an empty one.
struct FirstElement;

impl<'de> DeserializeSeed<'de> for FirstElement {
    type Value = Raw<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for FirstElement {
    type Value = Raw<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let first = seq.next_element::<&'de RawValue>()?;
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Raw(first.map_or(NULL, RawValue::get)))
    }
}

struct Elements<F>(F);

impl<'de, F: FnMut(Raw<'de>)> Visitor<'de> for Elements<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        while let Some(value) = seq.next_element::<&'de RawValue>()? {
            (self.0)(Raw(value.get()));
        }
        Ok(())
    }
}

/// A string whose escapes may spell lone surrogates: each is one U+FFFD.
struct Wtf8;

impl<'de> Visitor<'de> for Wtf8 {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        Ok(Cow::Owned(match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => replace_surrogates(bytes),
        }))
    }
}

/// Reads the three bytes with which `serde_json` writes a lone surrogate as one U+FFFD.
fn replace_surrogates(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if chunk.invalid().first() == Some(&0xED) {
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    text
}
