mod text;

use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{ErrorCode, InvalidJson, Phase, Recovery};

/// What happened and what to do: the stable answer of [`classify`](crate::classify).
///
/// Every text is free of secrets. Two errors are equal where their canonical JSON
/// is; the raw body, which is not part of it, does not count.
///
/// `Display` is one line for a log, `Debug` lists the fields; both are safe to log:
///
/// ```
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
pub struct AvatarError {
    pub(crate) fields: Fields,
    pub(crate) raw_body: Option<String>,
}

/// The fields, in the order of the canonical JSON.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Fields {
    pub(crate) code: ErrorCode,
    pub(crate) phase: Phase,
    pub(crate) message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) http_status: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) server_code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) server_title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) server_detail: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) connection_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) req_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) close_code: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) close_reason: Option<String>,
    pub(crate) recovery: Recovery,
    pub(crate) retryable: bool,
    pub(crate) alert: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) retry_after_ms: Option<u64>,
    pub(crate) rule: Cow<'static, str>,
}

impl Fields {
    pub(crate) fn write_json(&self, json: &mut Vec<u8>) {
        // Strings, integers and booleans into memory: there is nothing that could fail.
        let _ = serde_json::to_writer(json, self);
    }
}

impl AvatarError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &ErrorCode {
        &self.fields.code
    }

    /// Where it happened.
    #[must_use]
    pub fn phase(&self) -> &Phase {
        &self.fields.phase
    }

    /// One sentence: what happened and where. At most 1,024 characters, never empty.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.fields.message
    }

    /// The HTTP status, 100–599: the one that the body names where HTTP says nothing or success.
    #[must_use]
    pub fn http_status(&self) -> Option<u16> {
        self.fields.http_status
    }

    /// The server's own code, at most 64 characters.
    #[must_use]
    pub fn server_code(&self) -> Option<&str> {
        self.fields.server_code.as_deref()
    }

    /// The server's title, at most 1,024 characters.
    #[must_use]
    pub fn server_title(&self) -> Option<&str> {
        self.fields.server_title.as_deref()
    }

    /// The server's detail, at most 1,024 characters.
    #[must_use]
    pub fn server_detail(&self) -> Option<&str> {
        self.fields.server_detail.as_deref()
    }

    /// The connection's ID, for tracing it in logs; at most 128 characters.
    #[must_use]
    pub fn connection_id(&self) -> Option<&str> {
        self.fields.connection_id.as_deref()
    }

    /// The request's ID, for tracing it in logs; at most 128 characters.
    #[must_use]
    pub fn req_id(&self) -> Option<&str> {
        self.fields.req_id.as_deref()
    }

    /// The code of the close frame that the peer sent.
    #[must_use]
    pub fn close_code(&self) -> Option<u16> {
        self.fields.close_code
    }

    /// The reason of the close frame that the peer sent, at most 123 bytes.
    #[must_use]
    pub fn close_reason(&self) -> Option<&str> {
        self.fields.close_reason.as_deref()
    }

    /// What to do about it.
    #[must_use]
    pub fn recovery(&self) -> &Recovery {
        &self.fields.recovery
    }

    /// Whether it is transient: true exactly for the recovery `retry`.
    #[must_use]
    pub fn retryable(&self) -> bool {
        self.fields.retryable
    }

    /// Whether to alert when it recurs.
    #[must_use]
    pub fn alert(&self) -> bool {
        self.fields.alert
    }

    /// How long the server asks to wait, in milliseconds; at most 2^53−1.
    #[must_use]
    pub fn retry_after_ms(&self) -> Option<u64> {
        self.fields.retry_after_ms
    }

    /// How long the server asks to wait.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.fields.retry_after_ms.map(Duration::from_millis)
    }

    /// The name of the rule that gave the code; [`catalog::rules`](crate::catalog::rules) has them all.
    #[must_use]
    pub fn rule(&self) -> &str {
        &self.fields.rule
    }

    /// The response body: decoded, redacted, cut at 2,048 bytes. In no JSON and no log line.
    #[must_use]
    pub fn raw_body(&self) -> Option<&str> {
        self.raw_body.as_deref()
    }

    /// The same error with that raw body, as one that was kept beside the JSON.
    #[must_use]
    pub fn with_raw_body(mut self, raw_body: impl Into<String>) -> Self {
        self.raw_body = Some(raw_body.into());
        self
    }

    /// What groups the same failure: code, phase and a detail without IDs or free text.
    #[must_use]
    pub fn fingerprint(&self) -> [String; 3] {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
        let word = self.server_code().filter(|code| (1..=64).contains(&code.len()));
        let detail = match (
            word.filter(|code| code.bytes().all(plain)),
            self.close_code(),
            self.http_status(),
        ) {
            (Some(code), _, _) => code.to_owned(),
            (None, Some(code), _) => format!("close:{code}"),
            (None, None, Some(status)) => format!("http:{status}"),
            (None, None, None) => self.rule().to_owned(),
        };
        [self.code().to_string(), self.phase().to_string(), detail]
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
        self.fields.write_json(json);
    }

    /// Reads canonical JSON back: equal to the error that wrote it.
    ///
    /// Keys and words of a newer version are taken; the text is trusted as written.
    ///
    /// # Errors
    ///
    /// Where the text is not one JSON object with the fields of an error.
    pub fn from_json(json: &str) -> Result<Self, InvalidJson> {
        Ok(Self { fields: crate::json::read(json)?, raw_body: None })
    }
}

impl PartialEq for AvatarError {
    fn eq(&self, other: &Self) -> bool {
        self.fields == other.fields
    }
}

impl Eq for AvatarError {}

impl Hash for AvatarError {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fields.hash(state);
    }
}

impl std::error::Error for AvatarError {}
