mod line;

use serde::Serialize;

use self::line::Line;
use crate::fields::Fields;

/// One field to log.
#[derive(uniffi::Record)]
pub struct LogField {
    name: String,
    value: LogValue,
}

/// What is logged of a field.
#[derive(uniffi::Enum)]
pub enum LogValue {
    /// A text.
    Text {
        /// All of it.
        text: String,
    },
    /// A whole number.
    Number {
        /// At most 2^53−1.
        number: i64,
    },
    /// A truth value.
    Flag {
        /// Whether it is so.
        flag: bool,
    },
}

/// The fields to log.
#[uniffi::export]
pub fn log_fields(error: Fields) -> Vec<LogField> {
    error.ask(|error| error.log_fields().serialize(Line::default()).unwrap_or_default())
}

/// The fields to log, as one line of JSON.
#[uniffi::export]
pub fn log_line(error: Fields) -> String {
    error.ask(|error| error.log_fields().to_json())
}
