use std::borrow::Cow;

use serde::Deserializer as _;

use super::members::{Elements, FirstElement};
use super::wtf8::Wtf8;
use super::{decimal, object};

/// A value that was checked, but not read yet.
#[derive(Clone, Copy)]
pub(crate) struct Raw<'a>(pub(super) &'a str);

impl<'a> Raw<'a> {
    pub(super) const NULL: Self = Self("null");

    /// The value as it was written.
    pub(crate) fn spelled(self) -> &'a str {
        self.0
    }

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
        self.string().filter(|text| !crate::text::is_blank(text))
    }

    /// `true` or `false`.
    pub(crate) fn flag(self) -> Option<bool> {
        self.0.parse().ok()
    }

    /// A number with an integral value.
    pub(crate) fn integer(self) -> Option<i64> {
        let number = self.number()?;
        match number.parse() {
            Ok(integer) => Some(integer),
            Err(_) if number.contains(['.', 'e', 'E']) => decimal::integer(number),
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
    pub(super) fn first_element(self) -> Self {
        let mut deserializer = serde_json::Deserializer::from_str(self.0);
        deserializer.deserialize_seq(FirstElement).unwrap_or(Self::NULL)
    }

    pub(crate) fn is_object(self) -> bool {
        self.0.starts_with('{')
    }

    /// A number as it was written.
    pub(crate) fn number(self) -> Option<&'a str> {
        self.0.starts_with(|c: char| c == '-' || c.is_ascii_digit()).then_some(self.0)
    }
}
