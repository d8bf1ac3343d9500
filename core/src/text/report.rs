use std::borrow::Cow;

use super::normalize::{cut_bytes, cut_scalars, fold, is_blank, is_blank_char, truncate};
use super::scan::{self, Hits};
use super::secret::redact;

/// How long a text of the answer may be.
#[derive(Clone, Copy)]
pub(crate) enum Limit {
    /// In Unicode scalar values.
    Scalars(usize),
    /// In bytes of UTF-8.
    Bytes(usize),
}

impl Limit {
    pub(crate) const TEXT: Self = Self::Scalars(1024);
    pub(crate) const ID: Self = Self::Scalars(128);
    pub(crate) const SERVER_CODE: Self = Self::Scalars(64);
    /// What fits into a close frame.
    pub(crate) const CLOSE_REASON: Self = Self::Bytes(123);

    fn cut(self, text: String) -> String {
        match self {
            Self::Scalars(limit) => cut_scalars(text, limit),
            Self::Bytes(limit) => cut_bytes(text, limit),
        }
    }
}

const RAW_BODY_BYTES: usize = 2048;

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

    /// Redacted, folded, redacted once more and cut: fit to leave the core.
    pub(crate) fn report(self, limit: Limit) -> String {
        let clean = if self.hits.may_hold_secret() {
            redact_folded(&self.received)
        } else {
            self.folded.unwrap_or_else(|| self.received.into_owned())
        };
        limit.cut(clean)
    }
}

fn redact_folded(received: &str) -> String {
    let redacted = redact(received, char::is_whitespace);
    let folded = fold(&redacted);
    if let (Cow::Borrowed(_), Cow::Borrowed(_)) = (&redacted, &folded) {
        return folded.into_owned(); // nothing was found, and nothing has changed since
    }
    redact(&folded, char::is_whitespace).into_owned()
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
    if !scan::hits(decoded).may_hold_secret() {
        let end = super::normalize::floor_boundary(decoded, RAW_BODY_BYTES);
        return decoded.get(..end).map(str::to_owned);
    }
    let redacted = redact(decoded, char::is_whitespace);
    let mut redacted = redact(&redacted, is_blank_char).into_owned();
    truncate(&mut redacted, RAW_BODY_BYTES);
    Some(redacted)
}
