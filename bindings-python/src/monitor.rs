//! Says when an alerting failure recurs.

use avatar_errors::{RecurrenceEvent, RecurrencePolicy};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::guard::{caught, guard};
use crate::native::Acting;
use crate::number::Number;

/// The values of a `RecurrenceEvent`, in its order.
type Event = (String, (String, String, String), u64, u64);

/// Counts failures by their fingerprint.
#[pyclass(frozen, module = "avatar_errors._native")]
pub struct RecurrenceMonitor(avatar_errors::RecurrenceMonitor);

#[pymethods]
impl RecurrenceMonitor {
    #[new]
    #[pyo3(signature = (threshold, window_ms, cool_down_ms, /))]
    fn new(threshold: Number, window_ms: Number, cool_down_ms: Number) -> PyResult<Self> {
        guard(|| {
            RecurrencePolicy::of(threshold.0, window_ms.0, cool_down_ms.0)
                .and_then(avatar_errors::RecurrenceMonitor::new)
                .map(Self)
                .map_err(|reason| PyValueError::new_err(reason.to_string()))
        })
    }

    /// Count a failure, by the monitor's own clock where no time is given.
    #[pyo3(signature = (error, now_ms = None, /))]
    fn record(&self, error: Acting<'_>, now_ms: Option<Number>) -> Vec<Event> {
        told(|| match now_ms {
            Some(now_ms) => self.0.record_at(error.get(), now_ms.0),
            None => self.0.record(error.get()),
        })
    }

    /// What there is to tell now.
    #[pyo3(signature = (now_ms = None, /))]
    fn check(&self, now_ms: Option<Number>) -> Vec<Event> {
        told(|| match now_ms {
            Some(now_ms) => self.0.check_at(now_ms.0),
            None => self.0.check(),
        })
    }
}

/// Nothing after a defect of ours: who counts is handling a failure.
fn told(call: impl FnOnce() -> Vec<RecurrenceEvent>) -> Vec<Event> {
    let events = caught(call).unwrap_or_default();
    let event = |event: RecurrenceEvent| {
        (event.event.as_str().to_owned(), event.fingerprint.into(), event.count, event.at_ms)
    };
    events.into_iter().map(event).collect()
}
