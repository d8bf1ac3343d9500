//! The monitor against the sentences of `tests/handling/README.md`, written down as plainly as can be:
//! a list, looked through from end to end each time.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod random;

use avatar_errors_core::{
    AvatarError, Failure, Phase, RecurrenceMonitor, RecurrencePolicy, classify,
};
use random::Random;

const CAPACITY: usize = 256;

type Fingerprint = [String; 3];

/// What happened, of whom, how often, when.
type Told = (&'static str, Fingerprint, u64, u64);

struct Model {
    threshold: u64,
    window_ms: u64,
    cool_down_ms: u64,
    now_ms: u64,
    /// In the order in which they were first seen.
    watched: Vec<Watched>,
}

struct Watched {
    fingerprint: Fingerprint,
    seen_ms: Vec<u64>,
    fired_ms: Option<u64>,
    firing: bool,
    since: u64,
}

impl Watched {
    fn last_ms(&self) -> u64 {
        self.seen_ms[self.seen_ms.len() - 1]
    }
}

impl Model {
    fn cools_down(&self, watched: &Watched) -> bool {
        watched.fired_ms.is_some_and(|fired| self.now_ms - fired < self.cool_down_ms)
    }

    fn check(&mut self, now_ms: u64) -> Vec<Told> {
        self.now_ms = self.now_ms.max(now_ms);
        let mut told = Vec::new();
        for watched in &mut self.watched {
            let until = watched.last_ms() + self.window_ms;
            if watched.firing && self.now_ms >= until {
                watched.firing = false;
                told.push(("cleared", watched.fingerprint.clone(), watched.since, until));
            }
        }
        told.sort_by_key(|(_, fingerprint, _, at_ms)| (*at_ms, fingerprint.clone()));
        let over = |one: &Watched| {
            !one.firing && self.now_ms >= one.last_ms() + self.window_ms && !self.cools_down(one)
        };
        let stays: Vec<_> = self.watched.iter().map(|one| !over(one)).collect();
        let mut stays = stays.into_iter();
        self.watched.retain(|_| stays.next().unwrap());
        told
    }

    fn record(&mut self, error: &AvatarError, now_ms: u64) -> Vec<Told> {
        let mut told = self.check(now_ms);
        let fingerprint = error.fingerprint();
        if !error.alert() {
            return told;
        }
        let known = self.watched.iter().position(|one| one.fingerprint == fingerprint);
        if known.is_none() && self.watched.len() == CAPACITY {
            let idle = (0..CAPACITY).filter(|at| !self.watched[*at].firing);
            let leaves = idle.min_by_key(|at| {
                let one = &self.watched[*at];
                (self.cools_down(one), one.last_ms(), *at)
            });
            let Some(leaves) = leaves else { return told };
            self.watched.remove(leaves);
        }
        let at = known.unwrap_or(self.watched.len());
        if known.is_none() {
            let (fingerprint, seen_ms) = (fingerprint.clone(), Vec::new());
            let new = Watched { fingerprint, seen_ms, fired_ms: None, firing: false, since: 0 };
            self.watched.push(new);
        }
        let cools_down = self.cools_down(&self.watched[at]);
        let (now_ms, window_ms) = (self.now_ms, self.window_ms);
        let watched = &mut self.watched[at];
        watched.seen_ms.push(now_ms);
        watched.since += 1;
        let recent = watched.seen_ms.iter().filter(|seen| now_ms - **seen < window_ms).count();
        if recent as u64 >= self.threshold && !cools_down {
            (watched.fired_ms, watched.firing, watched.since) = (Some(now_ms), true, 0);
            told.push(("fired", fingerprint, self.threshold, now_ms));
        }
        told
    }
}

/// As many fingerprints, and one of what is not counted.
fn errors(count: usize) -> Vec<AvatarError> {
    let broken = |n: usize| {
        let failure = Failure::new(Phase::WebsocketRuntime).protocol("undecodable");
        classify(&failure.server_code(format!("x{n}")))
    };
    let quiet = classify(&Failure::new(Phase::SessionToken).http_status(401));
    (0..count).map(broken).chain([quiet]).collect()
}

/// Goes through a history of both; gives how often was told, and whether all the room was taken.
fn compare(random: &mut Random, errors: &[AvatarError], entries: u64) -> (usize, bool) {
    let policy = RecurrencePolicy::of(
        (1 + random.below(4)) as f64,
        (1 + random.below(60)) as f64,
        random.below(90) as f64,
    )
    .unwrap();
    let mut model = Model {
        threshold: policy.threshold.into(),
        window_ms: policy.window_ms,
        cool_down_ms: policy.cool_down_ms,
        now_ms: 0,
        watched: Vec::new(),
    };
    let monitor = RecurrenceMonitor::new(policy).unwrap();
    // Where many are to be watched, time must pass slowly.
    let pause = if errors.len() > CAPACITY { 1 } else { 1 + random.below(30) };
    let (mut now_ms, mut told, mut full) = (random.below(5), 0, false);
    for entry in 0..entries {
        now_ms = match random.below(40) {
            0 => now_ms.saturating_sub(random.below(100)),
            1 => now_ms + random.below(4 * policy.window_ms),
            _ if pause == 1 => now_ms + u64::from(random.below(12) == 0),
            _ => now_ms + random.below(pause),
        };
        let error = &errors[random.below(errors.len() as u64) as usize];
        let (expected, events) = if random.below(8) == 0 {
            (model.check(now_ms), monitor.check_at(now_ms as f64))
        } else {
            (model.record(error, now_ms), monitor.record_at(error, now_ms as f64))
        };
        let events: Vec<_> = events
            .iter()
            .map(|one| (one.event.as_str(), one.fingerprint.clone(), one.count, one.at_ms))
            .collect();
        assert_eq!(events, expected, "{policy:?}, entry {entry} at {now_ms}");
        told += events.len();
        full |= model.watched.len() == CAPACITY;
    }
    (told, full)
}

#[test]
fn ten_thousand_histories_are_told_as_the_sentences_say() {
    let (few, many) = (errors(5), errors(300));
    let mut random = Random(9);
    let (mut told, mut full) = (0, 0);
    for history in 0..10_000 {
        let (events, was_full) = match history % 100 {
            0 => compare(&mut random, &many, 1500),
            _ => compare(&mut random, &few, 60),
        };
        told += events;
        full += usize::from(was_full);
    }
    println!("10,000 histories: {told} events, {full} with all the room taken");
    assert!(told > 50_000 && full > 20, "{told} events, {full} with all the room taken");
}
