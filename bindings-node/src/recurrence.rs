//! Recurring failures: the core's own monitor.

use avatar_errors as core;
use avatar_errors_texts::{error, settings};
use napi_derive::napi;

use crate::guard::guarded;

/// What can be said of a monitor; what is not has its default.
#[napi(object, object_to_js = false)]
pub struct RecurrenceOptions {
    /// How many make an alert.
    pub threshold: Option<f64>,
    /// The sliding window in which they count.
    pub window_ms: Option<f64>,
    /// How long after an alert there is none of the same failure.
    pub cool_down_ms: Option<f64>,
}

/// Something to tell whoever watches.
#[napi(object, object_from_js = false)]
pub struct RecurrenceEvent {
    /// What it is.
    pub event: String,
    /// Code, phase and detail.
    pub fingerprint: Vec<String>,
    /// How often.
    pub count: f64,
    /// When.
    pub at_ms: f64,
}

impl From<core::RecurrenceEvent> for RecurrenceEvent {
    #[allow(clippy::cast_precision_loss, reason = "at most 2^53−1")]
    fn from(event: core::RecurrenceEvent) -> Self {
        Self {
            event: event.event.as_str().to_owned(),
            fingerprint: event.fingerprint.into(),
            count: event.count as f64,
            at_ms: event.at_ms as f64,
        }
    }
}

/// Says when an alerting failure recurs.
#[napi]
pub struct RecurrenceMonitor(core::RecurrenceMonitor);

#[napi]
impl RecurrenceMonitor {
    /// # Errors
    ///
    /// Where a value is none that it can have.
    #[napi(constructor, catch_unwind)]
    pub fn new(options: RecurrenceOptions) -> napi::Result<Self> {
        let RecurrenceOptions { threshold, window_ms, cool_down_ms } = options;
        let monitor = settings::recurrence_monitor([threshold, window_ms, cool_down_ms]);
        monitor.map(Self).map_err(|reason| napi::Error::from_reason(reason.to_string()))
    }

    /// Counts a failure, now or at the time of another clock; gives what there is to tell.
    #[napi(catch_unwind)]
    pub fn record(&self, error: String, now_ms: Option<f64>) -> Vec<RecurrenceEvent> {
        let error = || error::read(&error);
        told(|| match now_ms {
            Some(now_ms) => self.0.record_at(&error(), now_ms),
            None => self.0.record(&error()),
        })
    }

    /// What there is to tell.
    #[napi(catch_unwind)]
    pub fn check(&self, now_ms: Option<f64>) -> Vec<RecurrenceEvent> {
        told(|| match now_ms {
            Some(now_ms) => self.0.check_at(now_ms),
            None => self.0.check(),
        })
    }
}

fn told(work: impl FnOnce() -> Vec<core::RecurrenceEvent>) -> Vec<RecurrenceEvent> {
    guarded(work, Vec::new).into_iter().map(Into::into).collect()
}
