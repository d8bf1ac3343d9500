use std::borrow::Cow;

use super::normalize::{
    cut_bytes, cut_scalars, floor_boundary, fold, fold_id, is_blank, is_format_char, truncate,
};
use super::scan::{self, Hits};
use super::secret::{REDACTED, redact, redact_start};

/// How long a text of the answer may be.
#[derive(Clone, Copy)]
pub(crate) enum Limit {
    /// In Unicode scalar values.
    Scalars(usize),
    /// Likewise, and in the characters of IDs only.
    Id(usize),
    /// In bytes of UTF-8.
    Bytes(usize),
}

impl Limit {
    pub(crate) const TEXT: Self = Self::Scalars(1024);
    /// A word of the caller, such as an argument's name.
    pub(crate) const WORD: Self = Self::Scalars(128);
    pub(crate) const ID: Self = Self::Id(128);
    pub(crate) const SERVER_CODE: Self = Self::Scalars(64);
    /// What fits into a close frame.
    pub(crate) const CLOSE_REASON: Self = Self::Bytes(123);

    /// Brings a text into the form that it is reported in.
    fn fold(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Scalars(_) | Self::Bytes(_) => fold(text),
            Self::Id(limit) => fold_id(text, limit),
        }
    }

    /// The same of a text that is folded.
    fn keep(self, folded: String) -> String {
        let Self::Id(limit) = self else {
            return folded;
        };
        let id = match fold_id(&folded, limit) {
            Cow::Borrowed(_) => None,
            Cow::Owned(id) => Some(id),
        };
        id.unwrap_or(folded)
    }

    fn cut(self, text: String) -> String {
        match self {
            Self::Scalars(limit) | Self::Id(limit) => cut_scalars(text, limit),
            Self::Bytes(limit) => cut_bytes(text, limit),
        }
    }
}

const RAW_BODY_BYTES: usize = 2048;

/// As much of a text is read for what is reported of it, in bytes: at first, and where that leaves
/// too little or what comes decides on a value.
const READ: [usize; 2] = [16 * 1024, 256 * 1024];

/// Too little is less than this, in scalar values: more than is reported, and so much beyond that
/// whatever is cut at the end of what is read is not in it.
const PLENTY: usize = 2560;

/// Redacting what has been redacted and cut finds nothing more, nearly always at the first look.
const MOST_LOOKS: usize = 4;

/// A text of a failure, as received and as the rules read it.
pub(crate) struct Text<'a> {
    received: Cow<'a, str>,
    folded: Option<String>,
    hits: Hits,
}

impl<'a> Text<'a> {
    /// Reads a text; a blank one is none.
    pub(crate) fn read(received: Cow<'a, str>) -> Option<Self> {
        let folded = match fold(&received) {
            Cow::Borrowed(_) => None,
            Cow::Owned(folded) => Some(folded),
        };
        let text = folded.as_deref().unwrap_or(&received);
        if text.is_empty() {
            return None;
        }
        let hits = scan::hits(text);
        Some(Self { received, folded, hits })
    }

    /// White space folded, secrets still inside: for the rules only.
    pub(crate) fn folded(&self) -> &str {
        self.folded.as_deref().unwrap_or(&self.received)
    }

    pub(crate) fn hits(&self) -> Hits {
        self.hits
    }

    /// Redacted as received, folded, cut, and redacted once more: fit to leave the core.
    pub(crate) fn report(self, limit: Limit) -> String {
        if !self.hits.may_hold_secret(self.folded()) {
            let folded = self.folded.unwrap_or_else(|| self.received.into_owned());
            return limit.cut(limit.keep(folded));
        }
        let fold = |text: Cow<'_, str>| {
            let folded = limit.fold(&text);
            // Without what is not seen, words may have become a key.
            let joined = !text.is_ascii() && text.contains(is_format_char);
            if joined { redact(&folded).into_owned() } else { folded.into_owned() }
        };
        reported(&self.received, fold, |text| limit.cut(text))
    }
}

/// Reads a text, cuts it, and looks again until whoever redacts the answer changes nothing either.
fn reported(
    text: &str,
    fold: impl Fn(Cow<'_, str>) -> String,
    cut: impl Fn(String) -> String,
) -> String {
    let first = cut(from_start(text, &fold));
    if first == text {
        return first;
    }
    let look = |text: &str| cut(fold(redact(text)));
    settled(first, MOST_LOOKS, look).unwrap_or_else(|| REDACTED.to_owned())
}

/// Reads no more of a text than what is reported of it takes. What comes after 256 KB of secrets and
/// white space is left out, and all of it where not even so much decides on a value.
fn from_start(text: &str, fold: impl Fn(Cow<'_, str>) -> String) -> String {
    let mut last = String::new();
    for size in READ {
        let start = text.get(..floor_boundary(text, size)).unwrap_or_default();
        if start.len() == text.len() {
            return fold(redact(text));
        }
        let (redacted, waits) = redact_start(start);
        let read = fold(redacted);
        if !waits && read.chars().nth(PLENTY).is_some() {
            return read;
        }
        last = if waits { REDACTED.to_owned() } else { read };
    }
    last + "…"
}

/// Looks again until nothing changes; `None` where so many looks are not enough.
pub(crate) fn settled(first: String, most: usize, look: impl Fn(&str) -> String) -> Option<String> {
    let mut text = first;
    for _ in 0..most {
        let next = look(&text);
        if next == text {
            return Some(text);
        }
        text = next;
    }
    None
}

/// Reports a text that no rule searches; a blank one is none.
pub(crate) fn report(received: Cow<'_, str>, limit: Limit) -> Option<String> {
    Text::read(received).map(|text| text.report(limit))
}

/// A text of a library, such as a cause's, as an error tells its own: free of secrets, on one line,
/// cut at 1,024 characters; empty where nothing is left.
///
/// ```
/// # extern crate avatar_errors_core as avatar_errors;
/// assert_eq!(avatar_errors::redacted("refused\nBearer abcdef123456"), "refused Bearer [redacted]");
/// ```
#[must_use]
pub fn redacted(text: &str) -> String {
    report(Cow::Borrowed(text), Limit::TEXT).unwrap_or_default()
}

/// Reports a body: redacted, line breaks kept, cut; a blank one is none.
pub(crate) fn report_body(decoded: &str) -> Option<String> {
    if is_blank(decoded) {
        return None;
    }
    if !scan::hits(decoded).may_hold_secret(decoded) {
        let end = floor_boundary(decoded, RAW_BODY_BYTES);
        return decoded.get(..end).map(str::to_owned);
    }
    let whole = |text: Cow<'_, str>| text.into_owned();
    Some(reported(decoded, whole, |mut text| {
        truncate(&mut text, RAW_BODY_BYTES);
        text
    }))
}
