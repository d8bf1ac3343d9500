use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::open_enum::open_enum;
use crate::{AvatarError, InvalidJson, json};

/// The most fingerprints that are watched at a time.
const CAPACITY: usize = 256;
/// The most occurrences that are kept of each.
const MAX_THRESHOLD: u32 = 100;
/// Beyond 2^53 not every language has integers.
const MAX_MS: u64 = (1 << 53) - 1;

/// When a failure recurs: so many of the same fingerprint in so long a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct RecurrencePolicy {
    /// How many make an alert, 1–100.
    pub threshold: u32,
    /// The sliding window in which they count, in milliseconds.
    pub window_ms: u64,
    /// How long after an alert there is none of the same fingerprint, in milliseconds.
    pub cool_down_ms: u64,
}

impl Default for RecurrencePolicy {
    fn default() -> Self {
        Self { threshold: 5, window_ms: 5 * 60_000, cool_down_ms: 15 * 60_000 }
    }
}

/// A value that no policy can have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidRecurrence {
    /// More occurrences than are kept, or none.
    #[error("threshold must be 1 to {MAX_THRESHOLD}")]
    Threshold,
    /// In no time nothing recurs.
    #[error("window must be 1 ms to 2^53-1 ms")]
    Window,
    /// More than all languages can count.
    #[error("cool-down must be at most 2^53-1 ms")]
    CoolDown,
    /// Not the JSON of a policy.
    #[error("not a recurrence policy: {0}")]
    Policy(InvalidJson),
    /// Not the JSON of a monitor.
    #[error("not the state of a recurrence monitor: {0}")]
    State(InvalidJson),
}

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

/// What a monitor remembers.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Watch {
    policy: RecurrencePolicy,
    now_ms: u64,
    watched: Vec<Watched>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Watched {
    fingerprint: [String; 3],
    /// The latest occurrences, oldest first; as many as the threshold.
    seen_ms: Vec<u64>,
    fired_ms: Option<u64>,
    firing: bool,
    /// Since it fired.
    count: u64,
}

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

impl Watch {
    pub(crate) fn new(policy: RecurrencePolicy) -> Result<Self, InvalidRecurrence> {
        if !(1..=MAX_THRESHOLD).contains(&policy.threshold) {
            return Err(InvalidRecurrence::Threshold);
        }
        if !(1..=MAX_MS).contains(&policy.window_ms) {
            return Err(InvalidRecurrence::Window);
        }
        if policy.cool_down_ms > MAX_MS {
            return Err(InvalidRecurrence::CoolDown);
        }
        Ok(Self { policy, now_ms: 0, watched: Vec::new() })
    }

    pub(crate) fn from_json(json: &str) -> Result<Self, InvalidRecurrence> {
        let read: Self = json::read(json).map_err(InvalidRecurrence::State)?;
        let mut watch = Self::new(read.policy)?;
        watch.now_ms = read.now_ms;
        watch.watched = read.watched;
        watch.watched.truncate(CAPACITY);
        Ok(watch)
    }

    pub(crate) fn record(&mut self, error: &AvatarError, now_ms: u64) -> Vec<RecurrenceEvent> {
        let mut events = self.check(now_ms);
        if !error.alert() {
            return events;
        }
        let (policy, now_ms) = (self.policy, self.now_ms);
        if let Some(watched) = self.watched(error.fingerprint()) {
            events.extend(watched.seen(&policy, now_ms));
        }
        events
    }

    pub(crate) fn check(&mut self, now_ms: u64) -> Vec<RecurrenceEvent> {
        self.now_ms = self.now_ms.max(now_ms);
        let (policy, now_ms) = (self.policy, self.now_ms);
        let cleared = |watched: &mut Watched| watched.clear(&policy, now_ms);
        let mut events: Vec<_> = self.watched.iter_mut().filter_map(cleared).collect();
        events.sort_by(|one, other| {
            (one.at_ms, &one.fingerprint).cmp(&(other.at_ms, &other.fingerprint))
        });
        self.watched.retain(|watched| !watched.is_over(&policy, now_ms));
        events
    }

    /// The entry of a fingerprint; `None` where all the room is taken by alerts that fire.
    fn watched(&mut self, fingerprint: [String; 3]) -> Option<&mut Watched> {
        let known = self.watched.iter().position(|watched| watched.fingerprint == fingerprint);
        let place = known.or_else(|| {
            if self.watched.len() >= CAPACITY {
                self.make_room()?;
            }
            self.watched.push(Watched {
                fingerprint,
                seen_ms: Vec::new(),
                fired_ms: None,
                firing: false,
                count: 0,
            });
            Some(self.watched.len().saturating_sub(1))
        });
        self.watched.get_mut(place?)
    }

    /// Forgets the one that was seen longest ago; rather not one in its cool-down, none that fires.
    fn make_room(&mut self) -> Option<()> {
        let (policy, now_ms) = (self.policy, self.now_ms);
        let idle = self.watched.iter().enumerate().filter(|(_, watched)| !watched.firing);
        let oldest = idle.min_by_key(|(_, watched)| {
            (watched.is_cooling_down(&policy, now_ms), watched.last_ms())
        });
        let place = oldest.map(|(place, _)| place)?;
        self.watched.remove(place);
        Some(())
    }
}

impl Watched {
    fn last_ms(&self) -> u64 {
        self.seen_ms.last().copied().unwrap_or_default()
    }

    fn seen(&mut self, policy: &RecurrencePolicy, now_ms: u64) -> Option<RecurrenceEvent> {
        self.seen_ms.push(now_ms);
        let kept = policy.threshold as usize;
        let surplus = self.seen_ms.len().saturating_sub(kept);
        self.seen_ms.drain(..surplus);
        self.count = self.count.saturating_add(1);

        let first = self.seen_ms.first().copied().unwrap_or_default();
        let recurs = self.seen_ms.len() == kept && now_ms.saturating_sub(first) < policy.window_ms;
        if !recurs || self.is_cooling_down(policy, now_ms) {
            return None;
        }
        (self.fired_ms, self.firing, self.count) = (Some(now_ms), true, 0);
        Some(self.event(RecurrenceEventKind::Fired, policy.threshold.into(), now_ms))
    }

    fn clear(&mut self, policy: &RecurrencePolicy, now_ms: u64) -> Option<RecurrenceEvent> {
        let until = self.last_ms().saturating_add(policy.window_ms);
        if !self.firing || now_ms < until {
            return None;
        }
        self.firing = false;
        Some(self.event(RecurrenceEventKind::Cleared, self.count, until))
    }

    fn is_over(&self, policy: &RecurrencePolicy, now_ms: u64) -> bool {
        let seen_out = now_ms.saturating_sub(self.last_ms()) >= policy.window_ms;
        seen_out && !self.firing && !self.is_cooling_down(policy, now_ms)
    }

    fn is_cooling_down(&self, policy: &RecurrencePolicy, now_ms: u64) -> bool {
        self.fired_ms.is_some_and(|fired| now_ms.saturating_sub(fired) < policy.cool_down_ms)
    }

    fn event(&self, event: RecurrenceEventKind, count: u64, at_ms: u64) -> RecurrenceEvent {
        RecurrenceEvent { event, fingerprint: self.fingerprint.clone(), count, at_ms }
    }
}
