use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;

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
    error.ask(|error| {
        let line = error.log_fields().to_json();
        serde_json::from_str::<Line>(&line).map(|line| line.0).unwrap_or_default()
    })
}

/// The fields to log, as one line of JSON.
#[uniffi::export]
pub fn log_line(error: Fields) -> String {
    error.ask(|error| error.log_fields().to_json())
}

/// A log line's fields in their order.
struct Line(Vec<LogField>);

impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Line(Vec::new()))
    }
}

impl<'de> Visitor<'de> for Line {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a log line")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut fields: A) -> Result<Self, A::Error> {
        while let Some((name, value)) = fields.next_entry::<String, Value>()? {
            let value = match value {
                Value::String(text) => LogValue::Text { text },
                Value::Bool(flag) => LogValue::Flag { flag },
                other => LogValue::Number { number: other.as_i64().unwrap_or_default() },
            };
            self.0.push(LogField { name, value });
        }
        Ok(self)
    }
}
