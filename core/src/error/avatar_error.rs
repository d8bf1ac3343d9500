use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use super::Fields;
use crate::json::{self, InvalidJson};

/// What happened and what to do: the stable answer of [`classify`](crate::classify).
///
/// One pointer wide, and cheap to clone. Every text is free of secrets. Two errors are equal where their canonical JSON
/// is; the raw body, which is not part of it, does not count.
///
/// `Display` is one line for a log, `Debug` lists the fields; both are safe to log:
///
/// ```
/// # extern crate avatar_errors_core as avatar_errors;
/// use avatar_errors::{Failure, Phase, classify};
///
/// let error = classify(&Failure::new(Phase::WebsocketConnect).http_status(503).connection_id("c-1"));
/// assert_eq!(
///     error.to_string(),
///     "serverError: Server returned an unclassified error (websocket_connect, HTTP 503); \
///      retry with backoff [connection_id=c-1]",
/// );
/// ```
#[derive(Clone)]
pub struct AvatarError(pub(super) Arc<Content>);

#[derive(Clone)]
pub(super) struct Content {
    pub(super) fields: Fields,
    raw_body: Option<String>,
}

impl AvatarError {
    pub(super) fn new(fields: Fields, raw_body: Option<String>) -> Self {
        Self(Arc::new(Content { fields, raw_body }))
    }

    /// How long the server asks to wait.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after_ms().map(Duration::from_millis)
    }

    /// All fields by themselves.
    #[must_use]
    pub fn fields(&self) -> &Fields {
        &self.0.fields
    }

    /// The response body: decoded, redacted, cut at 2,048 bytes. In no JSON and no log line.
    #[must_use]
    pub fn raw_body(&self) -> Option<&str> {
        self.0.raw_body.as_deref()
    }

    /// The same error with that raw body, as one that was kept beside the JSON.
    #[must_use]
    pub fn with_raw_body(mut self, raw_body: impl Into<String>) -> Self {
        Arc::make_mut(&mut self.0).raw_body = Some(raw_body.into());
        self
    }

    /// What groups the same failure: code, phase and a detail without IDs or free text.
    #[must_use]
    pub fn fingerprint(&self) -> [String; 3] {
        [self.code().to_string(), self.phase().to_string(), self.detail().to_string()]
    }

    /// The third part of the fingerprint.
    pub(crate) fn detail(&self) -> Detail<'_> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
        let word = self.server_code().filter(|code| (1..=64).contains(&code.len()));
        match (word.filter(|code| code.bytes().all(plain)), self.close_code(), self.http_status()) {
            (Some(code), _, _) => Detail::Word(code),
            (None, Some(code), _) => Detail::Number("close:", code),
            (None, None, Some(status)) => Detail::Number("http:", status),
            (None, None, None) => Detail::Word(self.rule()),
        }
    }

    /// The canonical JSON, byte for byte the same in every language.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = Vec::with_capacity(256);
        self.write_json(&mut json);
        String::from_utf8(json).unwrap_or_default()
    }

    /// Appends the canonical JSON.
    pub fn write_json(&self, json: &mut Vec<u8>) {
        self.0.fields.write_json(json);
    }

    /// Reads canonical JSON back: equal to the error that wrote it.
    ///
    /// Keys and words of a newer version are taken; the text is trusted as written.
    ///
    /// # Errors
    ///
    /// Where the text is not one JSON object with the fields of an error.
    pub fn from_json(json: &str) -> Result<Self, InvalidJson> {
        Ok(Self::new(json::read(json)?, None))
    }
}

/// What tells failures of one code and phase apart.
pub(crate) enum Detail<'a> {
    /// The server's code or the rule.
    Word(&'a str),
    /// What it is a number of, and the number.
    Number(&'static str, u16),
}

impl fmt::Display for Detail<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Number(what, number) => write!(f, "{what}{number}"),
        }
    }
}

impl PartialEq for AvatarError {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.fields == other.0.fields
    }
}

impl Eq for AvatarError {}

impl Hash for AvatarError {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.fields.hash(state);
    }
}

impl std::error::Error for AvatarError {}
