//! Retries and recurring failures: the core's own objects. Of so many settings the lowest bits of
//! `given` say which are there.

use avatar_errors::{RecurrenceEvent, RetryDecision, RetryState};
use avatar_errors_texts::{error, settings};

use crate::memory::{NONE, answer, refused, whole};
use crate::objects::{Object, keep, with};

fn settings_of<const N: usize>(given: u32, values: [f64; N]) -> [Option<f64>; N] {
    let mut left = given;
    values.map(|value| {
        let is_given = left & 1 == 1;
        left >>= 1;
        is_given.then_some(value)
    })
}

/// A policy, or refused.
#[unsafe(no_mangle)]
pub extern "C" fn policy(
    given: u32,
    attempts: f64,
    base_ms: f64,
    factor: f64,
    cap_ms: f64,
    max_retry_after_ms: f64,
    max_elapsed_ms: f64,
) -> i32 {
    let values = [attempts, base_ms, factor, cap_ms, max_retry_after_ms, max_elapsed_ms];
    match settings::retry_policy(settings_of(given, values)) {
        Ok(policy) => keep(Object::Policy(policy)),
        Err(reason) => refused(reason),
    }
}

/// What to do after a failed try, as JSON; a number that is not given is NaN.
#[unsafe(no_mangle)]
pub extern "C" fn decide(
    policy: i32,
    attempt: f64,
    elapsed_ms: f64,
    renewals: f64,
    random: f64,
    budget: f64,
) -> i32 {
    let state = RetryState::clamped(attempt, elapsed_ms, renewals, random, budget);
    whole(|text| {
        let error = error::read(text);
        decided(with(policy, |object| match object {
            Object::Policy(policy) => Some(policy.decide(&error, &state)),
            _ => None,
        }))
    })
}

/// A budget, or refused.
#[unsafe(no_mangle)]
pub extern "C" fn budget(given: u32, capacity: f64) -> i32 {
    let [capacity] = settings_of(given, [capacity]);
    match settings::retry_budget(capacity) {
        Ok(budget) => keep(Object::Budget(budget)),
        Err(reason) => refused(reason),
    }
}

/// What is left of it.
#[unsafe(no_mangle)]
pub extern "C" fn budget_left(budget: i32) -> u32 {
    of_budget(budget, |budget| budget.left()).unwrap_or_default()
}

/// Takes the cost of a retry; 0, and takes nothing, where less is left.
#[unsafe(no_mangle)]
pub extern "C" fn budget_take(budget: i32, cost: f64) -> u32 {
    of_budget(budget, |budget| budget.take(settings::tokens(cost))).unwrap_or_default().into()
}

/// Gives back after a success what its last retry took.
#[unsafe(no_mangle)]
pub extern "C" fn budget_refund(budget: i32, cost: f64) {
    of_budget(budget, |budget| budget.refund(settings::tokens(cost)));
}

/// The tries of one operation.
#[unsafe(no_mangle)]
pub extern "C" fn attempts(policy: i32, budget: i32) -> i32 {
    let policy = with(policy, |object| match object {
        Object::Policy(policy) => Some(*policy),
        _ => None,
    });
    let budget = of_budget(budget, |budget| budget.clone());
    let (Some(policy), Some(budget)) = (policy, budget) else { return NONE };
    keep(Object::Attempts(avatar_errors::Tries::new(policy, budget)))
}

/// How many have ended.
#[unsafe(no_mangle)]
pub extern "C" fn attempts_made(attempts: i32) -> u32 {
    of_attempts(attempts, |tries| tries.made()).unwrap_or_default()
}

/// A try failed, so long after the first began: what to do, as JSON. `random` is from 0 to 1.
#[unsafe(no_mangle)]
pub extern "C" fn attempts_failed(attempts: i32, elapsed_ms: f64, random: f64) -> i32 {
    whole(|text| {
        let error = error::read(text);
        decided(of_attempts(attempts, |tries| tries.failed(&error, elapsed(elapsed_ms), random)))
    })
}

/// A try succeeded.
#[unsafe(no_mangle)]
pub extern "C" fn attempts_succeeded(attempts: i32) {
    of_attempts(attempts, |tries| tries.succeeded());
}

/// The wait for the next try was cancelled.
#[unsafe(no_mangle)]
pub extern "C" fn attempts_cancelled(attempts: i32) {
    of_attempts(attempts, |tries| tries.cancelled());
}

/// A monitor of recurring failures, or refused.
#[unsafe(no_mangle)]
pub extern "C" fn monitor(given: u32, threshold: f64, window_ms: f64, cool_down_ms: f64) -> i32 {
    let values = settings_of(given, [threshold, window_ms, cool_down_ms]);
    match settings::recurrence_monitor(values) {
        Ok(monitor) => keep(Object::Monitor(monitor)),
        Err(reason) => refused(reason),
    }
}

/// Counts an error; what there is to tell, as JSON.
#[unsafe(no_mangle)]
pub extern "C" fn monitor_record(monitor: i32, now_ms: f64) -> i32 {
    whole(|text| {
        let error = error::read(text);
        told(with(monitor, |object| match object {
            Object::Monitor(monitor) => Some(monitor.record_at(&error, now_ms)),
            _ => None,
        }))
    })
}

/// What there is to tell, as JSON.
#[unsafe(no_mangle)]
pub extern "C" fn monitor_check(monitor: i32, now_ms: f64) -> i32 {
    told(with(monitor, |object| match object {
        Object::Monitor(monitor) => Some(monitor.check_at(now_ms)),
        _ => None,
    }))
}

fn of_budget<T>(number: i32, work: impl FnOnce(&avatar_errors::RetryBudget) -> T) -> Option<T> {
    with(number, |object| match object {
        Object::Budget(budget) => Some(work(budget)),
        _ => None,
    })
}

fn of_attempts<T>(number: i32, work: impl FnOnce(&mut avatar_errors::Tries) -> T) -> Option<T> {
    with(number, |object| match object {
        Object::Attempts(tries) => Some(work(tries)),
        _ => None,
    })
}

fn decided(decision: Option<RetryDecision>) -> i32 {
    decision.map_or(NONE, |decision| answer(decision.to_json()))
}

fn told(events: Option<Vec<RecurrenceEvent>>) -> i32 {
    let Some(events) = events else { return NONE };
    let events: Vec<_> = events.iter().map(RecurrenceEvent::to_json).collect();
    answer(format!("[{}]", events.join(",")))
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
fn elapsed(ms: f64) -> u64 {
    ms as u64
}
