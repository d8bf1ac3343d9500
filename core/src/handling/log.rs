use serde::Serialize;

use crate::error::AvatarError;
use crate::words::{ErrorCode, Phase, Recovery, Severity};

/// What to log of an error: the documented names, then OpenTelemetry's stable ones.
///
/// There is no `message` among them, which loggers keep for themselves; it is in
/// `exception.message`. No raw body and no secret either.
#[derive(Clone, Copy, Debug, Serialize)]
#[non_exhaustive]
pub struct LogFields<'a> {
    /// The code.
    pub code: &'a ErrorCode,
    /// Where it happened.
    pub phase: &'a Phase,
    /// The connection's ID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connection_id: Option<&'a str>,
    /// The request's ID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub req_id: Option<&'a str>,
    /// The HTTP status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub http_status: Option<u16>,
    /// The server's own code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server_code: Option<&'a str>,
    /// The server's title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server_title: Option<&'a str>,
    /// The server's detail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server_detail: Option<&'a str>,
    /// The close code that the peer sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub close_code: Option<u16>,
    /// The close reason that the peer sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub close_reason: Option<&'a str>,
    /// What to do.
    pub recovery: &'a Recovery,
    /// Whether it is transient.
    pub retryable: bool,
    /// Whether to alert when it recurs.
    pub alert: bool,
    /// How long the server asks to wait.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_ms: Option<u64>,
    /// The rule that gave the code.
    pub rule: &'a str,
    /// `severity`: how loud to log it.
    pub severity: &'a Severity,
    /// `error.type`: the code.
    #[serde(rename = "error.type")]
    pub error_type: &'a ErrorCode,
    /// `exception.message`: one sentence.
    #[serde(rename = "exception.message")]
    pub exception_message: &'a str,
    /// `http.response.status_code`: the HTTP status.
    #[serde(rename = "http.response.status_code", skip_serializing_if = "Option::is_none")]
    pub http_response_status_code: Option<u16>,
}

impl LogFields<'_> {
    /// One line of JSON, the same bytes in every language.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl AvatarError {
    /// How loud to log it.
    #[must_use]
    pub fn severity(&self) -> &'static Severity {
        self.recovery().severity()
    }

    /// What to log of it.
    ///
    /// ```
    /// # extern crate avatar_errors_core as avatar_errors;
    /// use avatar_errors::{Failure, Phase, classify};
    ///
    /// let error = classify(&Failure::new(Phase::WebsocketSend).transport("reset").connection_id("c-1"));
    /// assert_eq!(error.log_fields().severity.as_str(), "WARN");
    /// assert!(error.log_fields().to_json().contains(r#""error.type":"connectionClosed""#));
    /// ```
    #[must_use]
    pub fn log_fields(&self) -> LogFields<'_> {
        LogFields {
            code: self.code(),
            phase: self.phase(),
            connection_id: self.connection_id(),
            req_id: self.req_id(),
            http_status: self.http_status(),
            server_code: self.server_code(),
            server_title: self.server_title(),
            server_detail: self.server_detail(),
            close_code: self.close_code(),
            close_reason: self.close_reason(),
            recovery: self.recovery(),
            retryable: self.retryable(),
            alert: self.alert(),
            retry_after_ms: self.retry_after_ms(),
            rule: self.rule(),
            severity: self.severity(),
            error_type: self.code(),
            exception_message: self.message(),
            http_response_status_code: self.http_status(),
        }
    }
}
