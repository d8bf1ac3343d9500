use std::borrow::Cow;
use std::fmt;

use crate::text::is_blank;

/// Bytes or text, as received.
#[derive(Clone)]
pub struct Payload<'a>(PayloadKind<'a>);

#[derive(Clone)]
enum PayloadKind<'a> {
    Text(Cow<'a, str>),
    Bytes(Cow<'a, [u8]>),
}

impl Payload<'_> {
    pub(super) fn is_blank(&self) -> bool {
        match &self.0 {
            PayloadKind::Text(text) => is_blank(text),
            PayloadKind::Bytes(bytes) => bytes.is_empty(),
        }
    }

    /// The text, one U+FFFD for each bad sequence, without a leading byte order mark.
    pub(crate) fn decode(&self) -> Cow<'_, str> {
        let text = match &self.0 {
            PayloadKind::Text(text) => Cow::Borrowed(text.as_ref()),
            // Far faster than reading bytes that are not UTF-8, which few are.
            PayloadKind::Bytes(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => Cow::Borrowed(text),
                Err(_) => String::from_utf8_lossy(bytes),
            },
        };
        match text {
            Cow::Borrowed(text) => Cow::Borrowed(text.strip_prefix(BOM).unwrap_or(text)),
            Cow::Owned(text) => {
                Cow::Owned(text.strip_prefix(BOM).map(str::to_owned).unwrap_or(text))
            }
        }
    }
}

/// Nothing of the text: it may hold secrets.
impl fmt::Debug for Payload<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Payload").finish_non_exhaustive()
    }
}

/// A byte order mark, which may stand before a text.
pub(super) const BOM: char = '\u{FEFF}';

impl<'a> From<&'a str> for Payload<'a> {
    fn from(text: &'a str) -> Self {
        Self(PayloadKind::Text(text.into()))
    }
}

impl<'a> From<Cow<'a, str>> for Payload<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self(PayloadKind::Text(text))
    }
}

impl From<String> for Payload<'_> {
    fn from(text: String) -> Self {
        Self(PayloadKind::Text(text.into()))
    }
}

impl<'a> From<&'a [u8]> for Payload<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self(PayloadKind::Bytes(bytes.into()))
    }
}

impl<'a> From<Cow<'a, [u8]>> for Payload<'a> {
    fn from(bytes: Cow<'a, [u8]>) -> Self {
        Self(PayloadKind::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Payload<'_> {
    fn from(bytes: Vec<u8>) -> Self {
        Self(PayloadKind::Bytes(bytes.into()))
    }
}
