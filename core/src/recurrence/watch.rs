use serde::{Deserialize, Serialize};

use super::{InvalidRecurrence, RecurrenceEvent, RecurrenceEventKind, RecurrencePolicy};
use crate::{AvatarError, json};

/// The most fingerprints that are watched at a time.
const CAPACITY: usize = 256;

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

impl Watch {
    pub(crate) fn new(policy: RecurrencePolicy) -> Result<Self, InvalidRecurrence> {
        policy.check()?;
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
