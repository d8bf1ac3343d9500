use std::fmt::{Display, Write as _};

use avatar_errors::AvatarError;

/// A line for each field in the order of the canonical JSON, an empty one where there is none,
/// then the raw body, where there is one.
///
/// Control characters never leave the core, so that none but the raw body holds a line feed.
pub(crate) fn write(error: &AvatarError) -> String {
    let mut lines = Lines(String::with_capacity(512));
    lines.text(Some(error.code().as_str()));
    lines.text(Some(error.phase().as_str()));
    lines.text(Some(error.message()));
    lines.value(error.http_status());
    lines.text(error.server_code());
    lines.text(error.server_title());
    lines.text(error.server_detail());
    lines.text(error.connection_id());
    lines.text(error.req_id());
    lines.value(error.close_code());
    lines.text(error.close_reason());
    lines.text(Some(error.recovery().as_str()));
    lines.value(Some(error.retryable()));
    lines.value(Some(error.alert()));
    lines.value(error.retry_after_ms());
    lines.text(Some(error.rule()));
    let Lines(mut lines) = lines;
    match error.raw_body() {
        Some(raw_body) => lines.push_str(raw_body),
        None => drop(lines.pop()),
    }
    lines
}

struct Lines(String);

impl Lines {
    fn text(&mut self, text: Option<&str>) {
        self.0.push_str(text.unwrap_or_default());
        self.0.push('\n');
    }

    fn value(&mut self, value: Option<impl Display>) {
        if let Some(value) = value {
            let _ = write!(self.0, "{value}");
        }
        self.0.push('\n');
    }
}
