use std::borrow::Cow;

use super::word::word;
use crate::json::{self, Raw};
use crate::text::{Limit, REDACTED, report};
use crate::words::FIELDS;

/// The longest number that is kept.
const DIGITS: usize = 32;

/// A member that a newer version wrote: kept, and written again in its place.
///
/// Texts, numbers and truth values are, which is what an error has; no more is known of them.
#[derive(Clone)]
pub(super) struct Newer {
    /// The place of the member of this version that stands before it, from 1.
    after: usize,
    pub(super) key: String,
    value: String,
}

impl Newer {
    pub(super) fn read(after: usize, key: &str, value: Raw<'_>) -> Option<Self> {
        let key = word(key)?.to_owned();
        let value = match (value.string(), value.flag()) {
            (Some(text), _) => json::write(&report(text, Limit::TEXT)?),
            (None, Some(flag)) => flag.to_string(),
            (None, None) => value.number().filter(|number| number.len() <= DIGITS)?.to_owned(),
        };
        let as_written = Self { after, key, value };
        if as_written.is_clean() {
            return Some(as_written);
        }
        let redacted = Self { value: json::write(REDACTED), ..as_written };
        redacted.is_clean().then_some(redacted)
    }

    fn json(&self) -> String {
        format!("\"{}\":{}", self.key, self.value)
    }

    /// The key says what the value is, or is a secret itself.
    fn is_clean(&self) -> bool {
        let json = self.json();
        report(Cow::Borrowed(&json), Limit::Scalars(usize::MAX)).is_some_and(|clean| clean == json)
    }
}

/// Canonical JSON with the members of a newer version in their places.
pub(super) fn merge(known: &str, newer: &[Newer]) -> String {
    let mut members = Vec::new();
    // The core's own JSON: there is nothing that could fail.
    let _ = json::members(known, |key, value| {
        let place = FIELDS.iter().position(|field| field.name == key).map_or(0, |at| at + 1);
        members.push((place, format!("\"{key}\":{}", value.spelled())));
    });
    members.extend(newer.iter().map(|newer| (newer.after, newer.json())));
    members.sort_by_key(|(place, _)| *place);
    let members: Vec<_> = members.into_iter().map(|(_, json)| json).collect();
    format!("{{{}}}", members.join(","))
}
