use std::collections::HashMap;
use std::fmt::Write as _;

use super::watched::Watched;
use super::{RecurrenceEvent, RecurrencePolicy};
use crate::error::AvatarError;

/// The most fingerprints that are watched at a time.
const CAPACITY: usize = 256;

/// What a monitor remembers.
#[derive(Debug)]
pub(super) struct Watch {
    policy: RecurrencePolicy,
    now_ms: u64,
    watched: HashMap<String, Watched>,
    /// The key of the last error, kept so that none of them needs memory of its own.
    key: String,
    /// How many were ever watched, which tells who came first.
    begun: u64,
    /// Before then none of those watched has anything to tell or is over.
    due_ms: u64,
}

impl Watch {
    pub(super) fn new(policy: RecurrencePolicy) -> Self {
        Self {
            policy,
            now_ms: 0,
            watched: HashMap::new(),
            key: String::new(),
            begun: 0,
            due_ms: u64::MAX,
        }
    }

    /// Counts an error; a time that is not given is the latest known.
    pub(super) fn record(
        &mut self,
        error: &AvatarError,
        now_ms: Option<u64>,
    ) -> Vec<RecurrenceEvent> {
        let mut events = self.check(now_ms);
        if !error.alert() {
            return events;
        }
        let (policy, now_ms) = (self.policy, self.now_ms);
        self.read_key(error);
        if !self.watched.contains_key(&self.key) && !self.begin(error) {
            return events;
        }
        if let Some(watched) = self.watched.get_mut(&self.key) {
            events.extend(watched.seen(&policy, now_ms));
            self.due_ms = self.due_ms.min(watched.due_ms(&policy));
        }
        events
    }

    /// The fingerprint in one text; none of its parts holds a line break.
    fn read_key(&mut self, error: &AvatarError) {
        self.key.clear();
        let (code, phase) = (error.code().as_str(), error.phase().as_str());
        // Writing into memory cannot fail.
        let _ = write!(self.key, "{code}\n{phase}\n{}", error.detail());
    }

    pub(super) fn check(&mut self, now_ms: Option<u64>) -> Vec<RecurrenceEvent> {
        self.now_ms = self.now_ms.max(now_ms.unwrap_or_default());
        let mut events = Vec::new();
        if self.now_ms < self.due_ms {
            return events;
        }
        let (policy, now_ms) = (self.policy, self.now_ms);
        self.due_ms = u64::MAX;
        self.watched.retain(|_, watched| {
            events.extend(watched.clear(&policy, now_ms));
            self.due_ms = self.due_ms.min(watched.due_ms(&policy));
            !watched.is_over(&policy, now_ms)
        });
        events.sort_by(|one, other| {
            (one.at_ms, &one.fingerprint).cmp(&(other.at_ms, &other.fingerprint))
        });
        events
    }

    /// Begins to watch the error's fingerprint; `false` where all the room is taken by alerts that
    /// fire.
    fn begin(&mut self, error: &AvatarError) -> bool {
        if self.watched.len() >= CAPACITY && !self.make_room() {
            return false;
        }
        self.begun += 1;
        self.watched.insert(self.key.clone(), Watched::new(error.fingerprint(), self.begun));
        true
    }

    /// Forgets the one that was seen longest ago; rather not one in its cool-down, none that fires.
    fn make_room(&mut self) -> bool {
        let (policy, now_ms) = (self.policy, self.now_ms);
        let idle = self.watched.iter().filter(|(_, watched)| !watched.is_firing());
        let oldest = idle.min_by_key(|(_, watched)| watched.age(&policy, now_ms));
        let Some(key) = oldest.map(|(key, _)| key.clone()) else {
            return false;
        };
        self.watched.remove(&key).is_some()
    }
}
