use std::sync::{Mutex, PoisonError};

use super::{InvalidRecurrence, RecurrenceEvent, RecurrencePolicy, Watch};
use crate::AvatarError;

/// Says when an alerting failure recurs: once, then quiet for a cool-down, then when it has cleared.
///
/// Counts by [`fingerprint`](AvatarError::fingerprint) what [`alert`](AvatarError::alert) marks
/// and nothing else. Watches 256 fingerprints at most; one that is not firing makes way for a new
/// one. The clock is the caller's and never runs back here. May be shared by threads.
///
/// ```
/// use avatar_errors::{Failure, Phase, RecurrenceMonitor, RecurrencePolicy, classify};
///
/// let monitor = RecurrenceMonitor::new(RecurrencePolicy::default())?;
/// let error = classify(&Failure::new(Phase::WebsocketRuntime).close_code(4503));
/// let fired: Vec<_> = (0..6).flat_map(|second| monitor.record(&error, second * 1000)).collect();
/// assert_eq!((fired.len(), fired[0].count, fired[0].at_ms), (1, 5, 4000));
/// assert_eq!(monitor.check(600_000)[0].event, "cleared");
/// # Ok::<(), avatar_errors::InvalidRecurrence>(())
/// ```
#[derive(Debug)]
pub struct RecurrenceMonitor(Mutex<Watch>);

impl RecurrenceMonitor {
    /// A monitor that has seen nothing.
    ///
    /// # Errors
    ///
    /// Where a value of the policy is none that it can have.
    pub fn new(policy: RecurrencePolicy) -> Result<Self, InvalidRecurrence> {
        Ok(Self(Mutex::new(Watch::new(policy)?)))
    }

    /// Counts a failure, now; gives what there is to tell, of other fingerprints too.
    pub fn record(&self, error: &AvatarError, now_ms: u64) -> Vec<RecurrenceEvent> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).record(error, now_ms)
    }

    /// What there is to tell now: call it every now and then, as nothing else notices that a
    /// failure has stopped.
    pub fn check(&self, now_ms: u64) -> Vec<RecurrenceEvent> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).check(now_ms)
    }
}
