//! Whatever number a program hands over, there is an answer.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use avatar_errors_core::{
    AvatarError, Failure, InvalidPolicy, InvalidRecurrence, Phase, RecurrenceMonitor,
    RecurrencePolicy, RetryPolicy, RetryState, classify,
};

const MOST: f64 = 9_007_199_254_740_991.0;

const NONE: [f64; 6] = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0, MOST + 1.0, f64::MAX];

const ODD: [f64; 16] = [
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::MAX,
    f64::MIN,
    f64::MIN_POSITIVE,
    f64::EPSILON,
    -0.0,
    -1.0,
    0.5,
    1.0,
    2.9,
    4_294_967_295.0,
    4_294_967_296.0,
    MOST,
    MOST + 1.0,
];

fn broken() -> AvatarError {
    classify(&Failure::new(Phase::WebsocketRuntime).close_code(4503))
}

fn monitor() -> RecurrenceMonitor {
    RecurrenceMonitor::new(RecurrencePolicy::of(3.0, 1000.0, 5000.0).unwrap()).unwrap()
}

#[test]
fn what_is_no_time_counts_as_the_latest_known() {
    let error = broken();
    for odd in NONE {
        let monitor = monitor();
        assert_eq!(monitor.record_at(&error, odd), [], "{odd}");
        assert_eq!(monitor.record_at(&error, 500.0), [], "{odd}");
        let events = monitor.record_at(&error, odd);
        assert_eq!((events.len(), events[0].at_ms), (1, 500), "{odd}");
        assert_eq!(monitor.check_at(odd), [], "{odd}");
        assert_eq!(monitor.check_at(1499.9), [], "{odd}");
        let events = monitor.check_at(1500.0);
        assert_eq!((events[0].event.as_str(), events[0].at_ms), ("cleared", 1500), "{odd}");
    }
}

#[test]
fn the_latest_time_of_all_is_one() {
    let (error, monitor) = (broken(), monitor());
    for _ in 0..3 {
        monitor.record_at(&error, MOST);
    }
    // Nothing is ever later.
    assert_eq!(monitor.check_at(MOST), []);
    assert_eq!(monitor.record_at(&error, f64::MAX), []);
}

#[test]
fn a_monitor_takes_any_times_in_any_order() {
    let (error, monitor) = (broken(), monitor());
    for first in ODD {
        for second in ODD {
            for event in
                monitor.record_at(&error, first).into_iter().chain(monitor.check_at(second))
            {
                assert!(event.at_ms <= MOST as u64 + 1000, "{first}, {second}: {event:?}");
            }
        }
    }
}

#[test]
fn a_decision_takes_any_numbers() {
    let (error, policy) = (broken(), RetryPolicy::default());
    let mut decisions = 0;
    for attempt in ODD {
        for elapsed_ms in ODD {
            for renewals in ODD {
                for random in ODD {
                    for budget in ODD {
                        let state =
                            RetryState::clamped(attempt, elapsed_ms, renewals, random, budget);
                        let decision = policy.decide(&error, &state);
                        assert!(decision.wait_ms <= policy.cap_ms, "{state:?}: {decision:?}");
                        assert_eq!(decision, policy.decide(&error, &state), "{state:?}");
                        decisions += 1;
                    }
                }
            }
        }
    }
    assert_eq!(decisions, 16_usize.pow(5));
}

#[test]
fn an_odd_number_counts_as_the_nearest_and_none_as_not_given() {
    let decide = |state: RetryState| RetryPolicy::default().decide(&broken(), &state);
    let state = |attempt, elapsed_ms, random, budget| {
        let decision = decide(RetryState::clamped(attempt, elapsed_ms, 0.0, random, budget));
        (decision.reason.as_str().to_owned(), decision.wait_ms)
    };
    let transient = |wait_ms| ("transient".to_owned(), wait_ms);
    let stopped = |reason: &str| (reason.to_owned(), 0);
    let (nan, inf) = (f64::NAN, f64::INFINITY);
    assert_eq!(state(nan, nan, nan, nan), transient(500));
    assert_eq!(state(-inf, -inf, 1.0, 500.0), transient(500));
    assert_eq!(state(2.9, 0.0, 1.0, 500.0), transient(1000));
    assert_eq!(state(inf, 0.0, 1.0, 500.0), stopped("attempts_exhausted"));
    assert_eq!(state(1.0, inf, 1.0, 500.0), stopped("time_exhausted"));
    assert_eq!(state(1.0, 0.0, 1.0, -1.0), stopped("budget_exhausted"));
    assert_eq!(state(1.0, 0.0, 1.0, 13.9), stopped("budget_exhausted"));
    assert_eq!(state(1.0, 0.0, 1.0, inf), transient(500));
    // Random numbers are from 0 to 1; what is none spreads nothing.
    assert_eq!(state(1.0, 0.0, -3.0, 500.0), transient(0));
    assert_eq!(state(1.0, 0.0, 7.0, 500.0), transient(500));
    assert_eq!(state(1.0, 0.0, inf, 500.0), transient(500));
    assert_eq!(state(1.0, 0.0, -inf, 500.0), transient(500));
    let direct = RetryState { elapsed_ms: u64::MAX, random: nan, ..RetryState::default() };
    assert_eq!(decide(direct).reason.as_str(), "time_exhausted");
}

#[test]
fn a_policy_of_any_numbers_is_one_or_is_refused() {
    let of = |numbers: [f64; 6]| {
        let [attempts, base, factor, cap, asked, elapsed] = numbers;
        RetryPolicy::of(attempts, base, factor, cap, asked, elapsed)
    };
    let good = [3.0, 500.0, 2.0, 20_000.0, 60_000.0, 120_000.0];
    assert_eq!(of(good), Ok(RetryPolicy::default()));
    for place in 0..good.len() {
        for odd in NONE {
            let mut numbers = good;
            numbers[place] = odd;
            // Any finite factor is one, however large.
            assert_eq!(of(numbers).is_ok(), place == 2 && odd >= 1.0 && odd.is_finite(), "{odd}");
        }
    }
    assert_eq!(of([0.5, 0.0, 1.0, 0.0, 0.0, 0.0]), Err(InvalidPolicy::Attempts));
    assert!(of([1.0, 0.0, f64::MAX, MOST, MOST, MOST]).is_ok());
    for odd in NONE {
        assert_eq!(RecurrencePolicy::of(odd, 1.0, 0.0), Err(InvalidRecurrence::Threshold));
        assert_eq!(RecurrencePolicy::of(1.0, odd, 0.0), Err(InvalidRecurrence::Window));
        assert_eq!(RecurrencePolicy::of(1.0, 1.0, odd), Err(InvalidRecurrence::CoolDown));
    }
    assert!(RecurrencePolicy::of(100.0, MOST, MOST).is_ok());
}
