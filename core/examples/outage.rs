//! What a retry budget is for: a thousand clients, each with a budget of its own, begin a session
//! every few seconds while the service is down for five minutes. In virtual time; prints the
//! requests that reach the service in every minute, and fails where the budget does not help.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::process::ExitCode;

use avatar_errors_core::{
    AvatarError, Failure, Phase, RetryBudget, RetryPolicy, RetryState, classify,
};

const CLIENTS: usize = 1000;
const MINUTE_MS: u64 = 60_000;
const MINUTES: usize = 10;
const OUTAGE_MS: std::ops::Range<u64> = 2 * MINUTE_MS..7 * MINUTE_MS;
const PAUSE_MS: f64 = 4000.0;

/// One minute at the service.
#[derive(Clone, Copy, Default)]
struct Minute {
    sessions: u32,
    retries: u32,
    failed: u32,
}

/// A try that is due, ordered by its time.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Try {
    at_ms: u64,
    client: usize,
    attempt: u32,
    begun_ms: u64,
    /// What the budget was charged for it.
    cost: u32,
}

fn main() -> ExitCode {
    let error = classify(&Failure::new(Phase::WebsocketConnect).http_status(503));
    let without = simulate(&error, false);
    let with = simulate(&error, true);
    println!("{CLIENTS} clients, the service is down in minutes 3 to 7");
    println!("        sessions  requests without a budget  requests with a budget");
    for (minute, (without, with)) in without.iter().zip(&with).enumerate() {
        println!(
            "{:>6}  {:>8}  {:>17} {:>5.2} x  {:>14} {:>5.2} x",
            minute.saturating_add(1),
            with.sessions,
            without.sessions.saturating_add(without.retries),
            load(without),
            with.sessions.saturating_add(with.retries),
            load(with),
        );
    }
    let peak = |minutes: &[Minute]| minutes.iter().map(load).fold(0.0, f64::max);
    let long = |minutes: &[Minute]| minutes.get(6).map_or(0.0, load);
    println!("peak load of a minute: {:.2} x without, {:.2} x with", peak(&without), peak(&with));
    println!(
        "load in the outage's last minute: {:.2} x without, {:.2} x with",
        long(&without),
        long(&with)
    );
    let healed = with.last().is_some_and(|minute| minute.failed == 0);
    if long(&without) > 2.5 && long(&with) < 1.2 && healed {
        ExitCode::SUCCESS
    } else {
        eprintln!("the budget does not hold back the retries, or the service did not heal");
        ExitCode::FAILURE
    }
}

/// Requests for each session that was asked for.
fn load(minute: &Minute) -> f64 {
    f64::from(minute.sessions.saturating_add(minute.retries)) / f64::from(minute.sessions.max(1))
}

fn simulate(error: &AvatarError, budgeted: bool) -> [Minute; MINUTES] {
    let policy = RetryPolicy::default();
    let budgets: Vec<_> = (0..CLIENTS).map(|_| RetryBudget::default()).collect();
    let mut random = Random(42);
    let mut minutes = [Minute::default(); MINUTES];
    let mut due: BinaryHeap<Reverse<Try>> =
        (0..CLIENTS).map(|client| Reverse(first_try(client, pause(&mut random)))).collect();
    while let Some(Reverse(tried)) = due.pop() {
        let minute = usize::try_from(tried.at_ms / MINUTE_MS).unwrap_or(MINUTES);
        let (Some(minute), Some(budget)) = (minutes.get_mut(minute), budgets.get(tried.client))
        else {
            continue;
        };
        let is_first = tried.attempt == 1;
        minute.sessions = minute.sessions.saturating_add(u32::from(is_first));
        minute.retries = minute.retries.saturating_add(u32::from(!is_first));
        let mut again = None;
        if OUTAGE_MS.contains(&tried.at_ms) {
            minute.failed = minute.failed.saturating_add(1);
            let state = RetryState {
                attempt: tried.attempt,
                elapsed_ms: tried.at_ms.saturating_sub(tried.begun_ms),
                renewals: 0,
                random: random.next(),
                budget: if budgeted { budget.left() } else { u32::MAX },
            };
            let decision = policy.decide(error, &state);
            if decision.retry && (!budgeted || budget.take(decision.cost)) {
                again = Some(Try {
                    at_ms: tried.at_ms.saturating_add(decision.wait_ms),
                    attempt: tried.attempt.saturating_add(1),
                    cost: decision.cost,
                    ..tried
                });
            }
        } else {
            budget.refund(tried.cost);
        }
        let next = first_try(tried.client, tried.at_ms.saturating_add(pause(&mut random)));
        due.push(Reverse(again.unwrap_or(next)));
    }
    minutes
}

fn first_try(client: usize, at_ms: u64) -> Try {
    Try { at_ms, client, attempt: 1, begun_ms: at_ms, cost: 0 }
}

/// Between half of the mean pause and one and a half.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few thousand")]
fn pause(random: &mut Random) -> u64 {
    (PAUSE_MS * (0.5 + random.next())) as u64
}

/// The same numbers in every run (a linear congruential generator, Knuth's constants).
struct Random(u64);

impl Random {
    #[allow(clippy::cast_precision_loss, reason = "53 bits are exact")]
    fn next(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}
