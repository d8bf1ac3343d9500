use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use crate::error::AvatarError;
use crate::words::{ErrorCode, Phase, Recovery, Severity};

/// What a field to log has as its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogValue<'a> {
    /// A text.
    Text(&'a str),
    /// A whole number, at most 2^53−1.
    Number(u64),
    /// A truth value.
    Flag(bool),
}

macro_rules! value {
    (word $value:expr) => {
        Some(LogValue::Text($value.as_str()))
    };
    (text $value:expr) => {
        Some(LogValue::Text($value))
    };
    (flag $value:expr) => {
        Some(LogValue::Flag($value))
    };
    (maybe_text $value:expr) => {
        $value.map(LogValue::Text)
    };
    (maybe_number $value:expr) => {
        $value.map(|number| LogValue::Number(number.into()))
    };
}

macro_rules! serialize {
    (maybe_text $fields:ident $name:literal $value:expr) => {
        serialize!(maybe $fields $name $value)
    };
    (maybe_number $fields:ident $name:literal $value:expr) => {
        serialize!(maybe $fields $name $value)
    };
    (maybe $fields:ident $name:literal $value:expr) => {
        match $value {
            None => $fields.skip_field($name)?,
            some => $fields.serialize_field($name, some)?,
        }
    };
    ($always:ident $fields:ident $name:literal $value:expr) => {
        $fields.serialize_field($name, $value)?
    };
}

/// The one place where a field to log is written: its docs, its name here and in a log, its type,
/// what its values are, and what it is of an error.
macro_rules! define {
    ($($(#[$doc:meta])+ $field:ident $name:literal: $type:ty, $kind:ident $of:ident;)+) => {
        /// What to log of an error: the documented names, then OpenTelemetry's stable ones.
        ///
        /// There is no `message` among them, which loggers keep for themselves; it is in
        /// `exception.message`. No raw body and no secret either.
        #[derive(Clone, Copy, Debug)]
        #[non_exhaustive]
        pub struct LogFields<'a> {
            $($(#[$doc])+ pub $field: $type,)+
        }

        impl Serialize for LogFields<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let names = [$($name),+];
                let mut fields = serializer.serialize_struct("LogFields", names.len())?;
                $(serialize!($kind fields $name &self.$field);)+
                fields.end()
            }
        }

        impl<'a> LogFields<'a> {
            /// Those that are there, by their names, in their order.
            pub fn entries(&self) -> impl Iterator<Item = (&'static str, LogValue<'a>)> {
                let entries = [$(($name, value!($kind self.$field)),)+];
                entries.into_iter().filter_map(|(name, value)| Some((name, value?)))
            }
        }

        impl AvatarError {
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
                LogFields { $($field: self.$of(),)+ }
            }
        }
    };
}

define! {
    /// The code.
    code "code": &'a ErrorCode, word code;
    /// Where it happened.
    phase "phase": &'a Phase, word phase;
    /// The connection's ID.
    connection_id "connection_id": Option<&'a str>, maybe_text connection_id;
    /// The request's ID.
    req_id "req_id": Option<&'a str>, maybe_text req_id;
    /// The HTTP status.
    http_status "http_status": Option<u16>, maybe_number http_status;
    /// The server's own code.
    server_code "server_code": Option<&'a str>, maybe_text server_code;
    /// The server's title.
    server_title "server_title": Option<&'a str>, maybe_text server_title;
    /// The server's detail.
    server_detail "server_detail": Option<&'a str>, maybe_text server_detail;
    /// The close code that the peer sent.
    close_code "close_code": Option<u16>, maybe_number close_code;
    /// The close reason that the peer sent.
    close_reason "close_reason": Option<&'a str>, maybe_text close_reason;
    /// What to do.
    recovery "recovery": &'a Recovery, word recovery;
    /// Whether it is transient.
    retryable "retryable": bool, flag retryable;
    /// Whether to alert when it recurs.
    alert "alert": bool, flag alert;
    /// How long the server asks to wait.
    retry_after_ms "retry_after_ms": Option<u64>, maybe_number retry_after_ms;
    /// The rule that gave the code.
    rule "rule": &'a str, text rule;
    /// `severity`: how loud to log it.
    severity "severity": &'a Severity, word severity;
    /// `error.type`: the code.
    error_type "error.type": &'a ErrorCode, word code;
    /// `exception.message`: one sentence.
    exception_message "exception.message": &'a str, text message;
    /// `http.response.status_code`: the HTTP status.
    http_response_status_code "http.response.status_code": Option<u16>, maybe_number http_status;
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
}
