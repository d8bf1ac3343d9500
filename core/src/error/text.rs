use std::fmt;

use super::AvatarError;

impl fmt::Display for AvatarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let advice = self.recovery().advice(self.retry_after_ms());
        write!(f, "{}: {}; {advice}", self.code(), self.message())?;
        match (self.connection_id(), self.req_id()) {
            (Some(connection), Some(request)) => {
                write!(f, " [connection_id={connection}, req_id={request}]")
            }
            (Some(connection), None) => write!(f, " [connection_id={connection}]"),
            (None, Some(request)) => write!(f, " [req_id={request}]"),
            (None, None) => Ok(()),
        }
    }
}

/// The canonical JSON: redacted, and without the raw body.
impl fmt::Debug for AvatarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AvatarError {}", self.to_json())
    }
}
