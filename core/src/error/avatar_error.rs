use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use super::newer::{Newer, merge};
use super::word::word;
use super::{Fields, read_back};
use crate::json::InvalidJson;
use crate::text::report_body;

/// What happened and what to do: the stable answer of [`classify`](crate::classify).
///
/// One pointer wide, and cheap to clone. Every text is free of secrets. Two errors are equal where their canonical JSON
/// is; the raw body, which is not part of it, does not count.
///
/// `Display` is code, message and place, [`describe`](Self::describe) says what to do besides, `Debug`
/// lists the fields; all are safe to log:
///
/// ```
/// # extern crate avatar_errors_core as avatar_errors;
/// use avatar_errors::{Failure, Phase, classify};
///
/// let error = classify(&Failure::new(Phase::WebsocketConnect).http_status(503).connection_id("c-1"));
/// assert_eq!(
///     error.to_string(),
///     "serverError: Server returned an unclassified error (websocket_connect, HTTP 503)",
/// );
/// ```
#[derive(Clone)]
pub struct AvatarError(pub(super) Arc<Content>);

#[derive(Clone)]
pub(super) struct Content {
    pub(super) fields: Fields,
    raw_body: Option<String>,
    newer: Vec<Newer>,
}

impl AvatarError {
    pub(super) fn new(fields: Fields, raw_body: Option<String>) -> Self {
        Self(Arc::new(Content { fields, raw_body, newer: Vec::new() }))
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

    /// The same error with that raw body, as one that was kept beside the JSON: redacted and cut as
    /// any.
    #[must_use]
    pub fn with_raw_body(mut self, raw_body: impl AsRef<str>) -> Self {
        Arc::make_mut(&mut self.0).raw_body = report_body(raw_body.as_ref());
        self
    }

    /// What groups the same failure: code, phase and a detail without IDs or free text.
    #[must_use]
    pub fn fingerprint(&self) -> [String; 3] {
        [self.code().to_string(), self.phase().to_string(), self.detail().to_string()]
    }

    /// The third part of the fingerprint.
    pub(crate) fn detail(&self) -> Detail<'_> {
        match (self.server_code().and_then(word), self.close_code(), self.http_status()) {
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

    /// The canonical JSON where a newer version wrote members into it that this one does not know: a
    /// binding that keeps the [`fields`](Self::fields) alone keeps this beside them.
    #[must_use]
    pub fn newer_json(&self) -> Option<String> {
        (!self.0.newer.is_empty()).then(|| self.to_json())
    }

    /// Appends the canonical JSON.
    pub fn write_json(&self, json: &mut Vec<u8>) {
        let Content { fields, newer, .. } = &*self.0;
        if newer.is_empty() {
            return fields.write_json(json);
        }
        let mut known = Vec::new();
        fields.write_json(&mut known);
        json.extend(merge(&String::from_utf8_lossy(&known), newer).into_bytes());
    }

    /// Reads canonical JSON back: equal to the error that wrote it.
    ///
    /// The text is not trusted: what it says is normalized, redacted and cut as by
    /// [`classify`](crate::classify), and where no classification could have said it, it is refused.
    /// Codes, phases, recoveries and rules of a newer version are taken, and its members besides the
    /// known ones too: up to 16 texts, numbers and truth values, which are written again in their
    /// place.
    ///
    /// # Errors
    ///
    /// Where the text is not one JSON object with the fields of an error, or where they contradict
    /// each other.
    pub fn from_json(json: &str) -> Result<Self, InvalidJson> {
        let (fields, newer) = read_back::read(json)?;
        Ok(Self(Arc::new(Content { fields, raw_body: None, newer })))
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
        if Arc::ptr_eq(&self.0, &other.0) {
            return true;
        }
        if self.0.newer.is_empty() && other.0.newer.is_empty() {
            return self.0.fields == other.0.fields;
        }
        self.to_json() == other.to_json()
    }
}

impl Eq for AvatarError {}

impl Hash for AvatarError {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.fields.hash(state);
    }
}

impl std::error::Error for AvatarError {}
