use avatar_errors as core;

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

impl From<(&'static str, core::LogValue<'_>)> for LogField {
    fn from((name, value): (&'static str, core::LogValue<'_>)) -> Self {
        let value = match value {
            core::LogValue::Text(text) => LogValue::Text { text: text.to_owned() },
            // At most 2^53−1.
            core::LogValue::Number(number) => {
                LogValue::Number { number: number.try_into().unwrap_or(i64::MAX) }
            }
            core::LogValue::Flag(flag) => LogValue::Flag { flag },
        };
        Self { name: name.to_owned(), value }
    }
}

/// The fields to log.
#[uniffi::export]
pub fn log_fields(error: Fields) -> Vec<LogField> {
    error.ask(|error| error.log_fields().entries().map(LogField::from).collect())
}

/// The fields to log, as one line of JSON.
#[uniffi::export]
pub fn log_line(error: Fields) -> String {
    error.ask(|error| error.log_fields().to_json())
}
