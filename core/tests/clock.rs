//! A step of the system's clock, which this file makes for its own process, changes nothing.

#![cfg(all(target_os = "linux", target_pointer_width = "64"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::sync::atomic::{AtomicI64, Ordering};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use avatar_errors_core::{
    Attempts, Failure, Phase, RecurrenceMonitor, RecurrencePolicy, RetryBudget, RetryPolicy,
    classify,
};

const YEAR_S: i64 = 365 * 86_400;

/// How far the system's clock was set ahead.
static STEP_S: AtomicI64 = AtomicI64::new(0);

/// Stands before the C library's, of which the standard library asks the time.
///
/// # Safety
///
/// As the C library's.
#[unsafe(no_mangle)]
unsafe extern "C" fn clock_gettime(clock: libc::clockid_t, time: *mut libc::timespec) -> i32 {
    // SAFETY: the kernel's call, as the C library makes it.
    let status = unsafe { libc::syscall(libc::SYS_clock_gettime, clock, time) };
    if status == 0 && clock == libc::CLOCK_REALTIME {
        // SAFETY: the kernel has written it.
        unsafe { (*time).tv_sec += STEP_S.load(Ordering::SeqCst) };
    }
    if status == 0 { 0 } else { -1 }
}

fn set_clock(seconds: i64) {
    let before = SystemTime::now();
    let step = seconds - STEP_S.swap(seconds, Ordering::SeqCst);
    let after = SystemTime::now();
    let moved = match after.duration_since(before) {
        Ok(ahead) => ahead.as_secs_f64(),
        Err(back) => -back.duration().as_secs_f64(),
    };
    assert!((moved - step as f64).abs() < 60.0, "the clock moved by {moved} s");
}

// One test, as the clock is the whole process's.
#[test]
fn nobody_sets_the_clocks_of_monitors_and_attempts() {
    let error = classify(&Failure::new(Phase::WebsocketRuntime).close_code(4503));
    let policy = RecurrencePolicy::of(2.0, 3_600_000.0, 0.0).unwrap();
    let monitor = RecurrenceMonitor::new(policy).unwrap();
    let told = || monitor.record(&error).into_iter().chain(monitor.check()).collect::<Vec<_>>();
    let mut attempts = Attempts::new(
        RetryPolicy::of(99.0, 0.0, 1.0, 0.0, 0.0, 3_600_000.0).unwrap(),
        RetryBudget::default(),
    );

    // Within an hour by whatever clock but the system's: they fire together, and do not clear.
    assert_eq!(told(), []);
    let mut last_ms = 0;
    for seconds in [YEAR_S, -3600, -YEAR_S, YEAR_S, 0] {
        set_clock(seconds);
        let events = told();
        assert_eq!(events.len(), 1, "{seconds}: {events:?}");
        assert_eq!((events[0].event.as_str(), events[0].count), ("fired", 2), "{seconds}");
        assert!((last_ms..last_ms + 600_000).contains(&events[0].at_ms) || last_ms == 0);
        last_ms = events[0].at_ms;
        let decision = attempts.failed(&error);
        assert_eq!(decision.reason.as_str(), "transient", "{seconds}");
        attempts.succeeded();
    }

    // What is over by every clock is told, though the system's stands still for an hour.
    let policy = RecurrencePolicy::of(1.0, 20.0, 0.0).unwrap();
    let monitor = RecurrenceMonitor::new(policy).unwrap();
    assert_eq!(monitor.record(&error).len(), 1);
    set_clock(-3600);
    sleep(Duration::from_millis(30));
    let events = monitor.check();
    assert_eq!((events.len(), events[0].event.as_str()), (1, "cleared"));
    set_clock(0);
}
