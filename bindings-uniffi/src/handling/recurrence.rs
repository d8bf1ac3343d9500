use std::sync::Arc;

use avatar_errors as core;

use crate::fields::Fields;
use crate::guard::guard;
use crate::refused::Refused;

/// Something to tell whoever watches.
#[derive(uniffi::Record)]
pub struct RecurrenceEvent {
    event: String,
    fingerprint: Vec<String>,
    count: i64,
    at_ms: i64,
    json: String,
}

impl From<core::RecurrenceEvent> for RecurrenceEvent {
    fn from(event: core::RecurrenceEvent) -> Self {
        Self {
            json: event.to_json(),
            event: event.event.to_string(),
            fingerprint: event.fingerprint.into(),
            count: i64::try_from(event.count).unwrap_or(i64::MAX),
            at_ms: i64::try_from(event.at_ms).unwrap_or(i64::MAX),
        }
    }
}

/// Says when an alerting failure recurs.
#[derive(uniffi::Object)]
pub struct RecurrenceMonitor(pub(crate) core::RecurrenceMonitor);

#[uniffi::export]
impl RecurrenceMonitor {
    /// A monitor that has seen nothing, of any numbers.
    ///
    /// # Errors
    ///
    /// Where a value is none that a policy can have.
    #[uniffi::constructor]
    pub fn new(threshold: f64, window_ms: f64, cool_down_ms: f64) -> Result<Arc<Self>, Refused> {
        core::RecurrencePolicy::of(threshold, window_ms, cool_down_ms)
            .and_then(core::RecurrenceMonitor::new)
            .map(|monitor| Arc::new(Self(monitor)))
            .map_err(|reason| Refused::because(&reason))
    }

    /// Counts a failure; gives what there is to tell, of others too.
    pub fn record(&self, error: Fields) -> Vec<RecurrenceEvent> {
        error.ask(|error| told(self.0.record(error)))
    }

    /// What there is to tell now.
    pub fn check(&self) -> Vec<RecurrenceEvent> {
        guard(|| told(self.0.check())).unwrap_or_default()
    }

    /// `record` by a clock of the caller's, in milliseconds; takes any number.
    pub fn record_at(&self, error: Fields, now_ms: f64) -> Vec<RecurrenceEvent> {
        error.ask(|error| told(self.0.record_at(error, now_ms)))
    }

    /// `check` by a clock of the caller's.
    pub fn check_at(&self, now_ms: f64) -> Vec<RecurrenceEvent> {
        guard(|| told(self.0.check_at(now_ms))).unwrap_or_default()
    }
}

fn told(events: Vec<core::RecurrenceEvent>) -> Vec<RecurrenceEvent> {
    events.into_iter().map(Into::into).collect()
}
