use std::fmt;

use super::AvatarError;

impl fmt::Display for AvatarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.message())
    }
}

impl AvatarError {
    /// One line for an operator: what happened and where, what to do, and the IDs.
    ///
    /// ```
    /// # extern crate avatar_errors_core as avatar_errors;
    /// use avatar_errors::{Failure, Phase, classify};
    ///
    /// let error = classify(&Failure::new(Phase::WebsocketConnect).http_status(503).connection_id("c-1"));
    /// assert_eq!(
    ///     error.describe(),
    ///     "serverError: Server returned an unclassified error (websocket_connect, HTTP 503); \
    ///      retry with backoff [connection_id=c-1]",
    /// );
    /// ```
    #[must_use]
    pub fn describe(&self) -> String {
        let advice = self.recovery().advice(self.retry_after_ms());
        let ids = match (self.connection_id(), self.req_id()) {
            (Some(connection), Some(request)) => {
                format!(" [connection_id={connection}, req_id={request}]")
            }
            (Some(connection), None) => format!(" [connection_id={connection}]"),
            (None, Some(request)) => format!(" [req_id={request}]"),
            (None, None) => String::new(),
        };
        format!("{self}; {advice}{ids}")
    }
}

/// The canonical JSON: redacted, and without the raw body.
impl fmt::Debug for AvatarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AvatarError {}", self.to_json())
    }
}
