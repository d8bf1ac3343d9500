use serde::Serialize;

use crate::words::open_enum;

open_enum! {
    /// What a monitor reports.
    RecurrenceEventKind {
        /// It recurs: alert.
        Fired = "fired",
        /// It has not been seen for a whole window.
        Cleared = "cleared",
    }
}

/// Something to tell whoever watches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RecurrenceEvent {
    /// What it is.
    pub event: RecurrenceEventKind,
    /// Code, phase and detail.
    pub fingerprint: [String; 3],
    /// Of `fired` how often it was seen within the window, of `cleared` how often since it fired.
    pub count: u64,
    /// When, in milliseconds.
    pub at_ms: u64,
}

impl RecurrenceEvent {
    /// One line of JSON, the same bytes in every language.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
