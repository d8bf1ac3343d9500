use std::collections::VecDeque;

use super::{RecurrenceEvent, RecurrenceEventKind, RecurrencePolicy};

/// What is remembered of one fingerprint.
#[derive(Debug)]
pub(super) struct Watched {
    fingerprint: [String; 3],
    number: u64,
    /// The latest occurrences, oldest first; as many as the threshold.
    seen_ms: VecDeque<u64>,
    last_ms: u64,
    fired_ms: Option<u64>,
    firing: bool,
    /// Since it fired.
    count: u64,
}

impl Watched {
    pub(super) fn new(fingerprint: [String; 3], number: u64) -> Self {
        let seen_ms = VecDeque::new();
        Self { fingerprint, number, seen_ms, last_ms: 0, fired_ms: None, firing: false, count: 0 }
    }

    pub(super) fn is_firing(&self) -> bool {
        self.firing
    }

    /// Whether it is to stay rather, when it was seen, and when it came: the least goes first.
    pub(super) fn age(&self, policy: &RecurrencePolicy, now_ms: u64) -> (bool, u64, u64) {
        (self.is_cooling_down(policy, now_ms), self.last_ms, self.number)
    }

    pub(super) fn seen(
        &mut self,
        policy: &RecurrencePolicy,
        now_ms: u64,
    ) -> Option<RecurrenceEvent> {
        let kept = policy.threshold as usize;
        if self.seen_ms.len() >= kept {
            self.seen_ms.pop_front();
        }
        self.seen_ms.push_back(now_ms);
        self.last_ms = now_ms;
        self.count = self.count.saturating_add(1);

        let first = self.seen_ms.front().copied().unwrap_or_default();
        let recurs = self.seen_ms.len() == kept && now_ms.saturating_sub(first) < policy.window_ms;
        if !recurs || self.is_cooling_down(policy, now_ms) {
            return None;
        }
        (self.fired_ms, self.firing, self.count) = (Some(now_ms), true, 0);
        let count = policy.threshold.into();
        Some(self.event(RecurrenceEventKind::Fired, count, now_ms))
    }

    pub(super) fn clear(
        &mut self,
        policy: &RecurrencePolicy,
        now_ms: u64,
    ) -> Option<RecurrenceEvent> {
        let at_ms = self.seen_out_ms(policy);
        if !self.firing || now_ms < at_ms {
            return None;
        }
        self.firing = false;
        Some(self.event(RecurrenceEventKind::Cleared, self.count, at_ms))
    }

    fn event(&self, event: RecurrenceEventKind, count: u64, at_ms: u64) -> RecurrenceEvent {
        RecurrenceEvent { event, fingerprint: self.fingerprint.clone(), count, at_ms }
    }

    pub(super) fn is_over(&self, policy: &RecurrencePolicy, now_ms: u64) -> bool {
        !self.firing && now_ms >= self.due_ms(policy)
    }

    /// When it has something to tell, or is over.
    pub(super) fn due_ms(&self, policy: &RecurrencePolicy) -> u64 {
        let seen_out = self.seen_out_ms(policy);
        match self.fired_ms {
            Some(fired) if !self.firing => seen_out.max(fired.saturating_add(policy.cool_down_ms)),
            _ => seen_out,
        }
    }

    fn seen_out_ms(&self, policy: &RecurrencePolicy) -> u64 {
        self.last_ms.saturating_add(policy.window_ms)
    }

    fn is_cooling_down(&self, policy: &RecurrencePolicy, now_ms: u64) -> bool {
        self.fired_ms.is_some_and(|fired| now_ms.saturating_sub(fired) < policy.cool_down_ms)
    }
}
