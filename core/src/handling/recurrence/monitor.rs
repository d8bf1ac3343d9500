use std::sync::OnceLock;

use super::clock::{Clock, given_ms};
use super::watch::Watch;
use super::{InvalidRecurrence, RecurrenceEvent, RecurrencePolicy};
use crate::error::AvatarError;
use crate::handling::process::PerProcess;

/// Says when an alerting failure recurs: once, then quiet for a cool-down, then when it has cleared.
///
/// Counts by [`fingerprint`](AvatarError::fingerprint) what [`alert`](AvatarError::alert) marks
/// and nothing else. Watches 256 fingerprints at most; one that is not firing makes way for a new
/// one. May be shared by threads; in a forked child it begins with nothing.
///
/// Its clock is Unix time that nobody can set back or forth: a step of the system's clock changes
/// nothing.
///
/// ```
/// # extern crate avatar_errors_core as avatar_errors;
/// use avatar_errors::{Failure, Phase, RecurrenceMonitor, RecurrencePolicy, classify};
///
/// let monitor = RecurrenceMonitor::new(RecurrencePolicy::default())?;
/// let error = classify(&Failure::new(Phase::WebsocketRuntime).close_code(4503));
/// let told: Vec<_> = (0..6).flat_map(|_| monitor.record(&error)).collect();
/// assert_eq!((told.len(), told[0].event.as_str(), told[0].count), (1, "fired", 5));
/// # Ok::<(), avatar_errors::InvalidRecurrence>(())
/// ```
#[derive(Debug)]
pub struct RecurrenceMonitor {
    policy: RecurrencePolicy,
    /// Where the caller has a clock, the system need not have one.
    clock: OnceLock<Clock>,
    watch: PerProcess<Watch>,
}

impl RecurrenceMonitor {
    /// A monitor that has seen nothing.
    ///
    /// # Errors
    ///
    /// Where a value of the policy is none that it can have.
    pub fn new(policy: RecurrencePolicy) -> Result<Self, InvalidRecurrence> {
        policy.check()?;
        Ok(Self { policy, clock: OnceLock::new(), watch: PerProcess::new(Watch::new(policy)) })
    }

    /// Counts a failure; gives what there is to tell, of other fingerprints too.
    pub fn record(&self, error: &AvatarError) -> Vec<RecurrenceEvent> {
        self.tell(Some(self.now_ms()), Some(error))
    }

    /// What there is to tell now: call it every now and then, as nothing else notices that a
    /// failure has stopped.
    pub fn check(&self) -> Vec<RecurrenceEvent> {
        self.tell(Some(self.now_ms()), None)
    }

    /// [`record`](Self::record) by a clock of the caller's, in milliseconds. It never runs back: an
    /// earlier time, and what is no time from 0 to 2^53−1, counts as the latest known.
    pub fn record_at(&self, error: &AvatarError, now_ms: f64) -> Vec<RecurrenceEvent> {
        self.tell(given_ms(now_ms), Some(error))
    }

    /// [`check`](Self::check) by a clock of the caller's.
    pub fn check_at(&self, now_ms: f64) -> Vec<RecurrenceEvent> {
        self.tell(given_ms(now_ms), None)
    }

    fn now_ms(&self) -> u64 {
        self.clock.get_or_init(Clock::start).now_ms()
    }

    fn tell(&self, now_ms: Option<u64>, error: Option<&AvatarError>) -> Vec<RecurrenceEvent> {
        self.watch.with(
            || Watch::new(self.policy),
            |watch| match error {
                Some(error) => watch.record(&error.acting(), now_ms),
                None => watch.check(now_ms),
            },
        )
    }
}
