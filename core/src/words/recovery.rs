use std::borrow::Cow;

use super::{Severity, open_enum};

open_enum! {
    /// What to do about a failure.
    Recovery {
        /// Transient: try again with backoff.
        Retry = "retry",
        /// Get a new session token, then connect again.
        RenewToken = "renewToken",
        /// An operator must act: configuration, credentials, billing.
        Surface = "surface",
        /// Unclassified or a defect: log it.
        Report = "report",
    }
}

impl Recovery {
    /// What to do, as the end of a sentence.
    pub(crate) fn advice(&self, retry_after_ms: Option<u64>) -> Cow<'static, str> {
        match (self, retry_after_ms) {
            (Self::Retry, Some(ms)) => format!("retry after {ms} ms").into(),
            (Self::Retry, None) => "retry with backoff".into(),
            (Self::RenewToken, _) => "get a new session token, then connect again".into(),
            (Self::Surface, _) => "an operator must act".into(),
            (Self::Report | Self::Unlisted(_), _) => "log it and report it".into(),
        }
    }

    /// How loud to log a failure with this recovery.
    #[must_use]
    pub fn severity(&self) -> &'static Severity {
        match self {
            Self::Retry | Self::RenewToken => &Severity::Warn,
            _ => &Severity::Error,
        }
    }
}
