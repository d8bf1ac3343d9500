//! A forked child, while a thread of its parent holds the locks: it answers, its monitor has seen
//! nothing, its budget is full.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use avatar_errors_core::{
    Attempts, AvatarError, Failure, Phase, RecurrenceMonitor, RecurrencePolicy, RetryBudget,
    RetryPolicy, classify,
};

const MOST_CHILDREN: usize = 2000;
const ENOUGH_UNDER_LOCK: usize = 50;
const PATIENCE: Duration = Duration::from_secs(20);

// How a child ends.
const HONEST: i32 = 0;
const HONEST_UNDER_LOCK: i32 = 1;
const NOT_HONEST: i32 = 2;

struct Shared {
    error: AvatarError,
    monitor: RecurrenceMonitor,
    budget: RetryBudget,
    /// Held while the parent's thread is at work.
    at_work: Mutex<()>,
}

impl Shared {
    fn work(&self) {
        let _at_work = self.at_work.lock().unwrap();
        self.monitor.record(&self.error);
        self.monitor.check();
        if self.budget.take(1) {
            self.budget.give_back(1);
        }
    }

    /// What a child that began with nothing finds.
    fn is_new(&self) -> bool {
        let told: Vec<_> = (0..4).flat_map(|_| self.monitor.record(&self.error)).collect();
        let fired = self.monitor.record(&self.error);
        let full = self.budget.left() == self.budget.capacity();
        let mut attempts = Attempts::new(RetryPolicy::default(), self.budget.clone());
        let paid = attempts.failed(&self.error).retry && self.budget.left() == 486;
        attempts.cancelled();
        let back = self.budget.left() == 500;
        told.is_empty() && fired.iter().map(|one| one.count).eq([5]) && full && paid && back
    }
}

/// Ends the thread, whatever comes.
struct Ending<'a>(&'a AtomicBool);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// How the child ended; `None` for one that had to be killed.
fn end_of(child: libc::pid_t) -> Option<i32> {
    let patience = Instant::now() + PATIENCE;
    let mut status = 0;
    loop {
        // SAFETY: the child is this process's own, and not waited for yet.
        if unsafe { libc::waitpid(child, &mut status, libc::WNOHANG) } == child {
            return libc::WIFEXITED(status).then(|| libc::WEXITSTATUS(status));
        }
        if Instant::now() > patience {
            // SAFETY: likewise.
            unsafe {
                libc::kill(child, libc::SIGKILL);
                libc::waitpid(child, &mut status, 0);
            }
            return None;
        }
        thread::sleep(Duration::from_micros(200));
    }
}

#[test]
fn a_forked_child_begins_anew_while_a_thread_of_its_parent_records() {
    let shared = Shared {
        error: classify(&Failure::new(Phase::WebsocketRuntime).close_code(4503)),
        monitor: RecurrenceMonitor::new(RecurrencePolicy::default()).unwrap(),
        budget: RetryBudget::default(),
        at_work: Mutex::new(()),
    };
    assert!(shared.budget.take(100));
    let over = AtomicBool::new(false);
    let (mut children, mut under_lock) = (0, 0);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                shared.work();
            }
        });
        let _ending = Ending(&over);
        while children < MOST_CHILDREN && under_lock < ENOUGH_UNDER_LOCK {
            // SAFETY: the child calls the library, whose locks this is about, and ends.
            let child = unsafe { libc::fork() };
            assert!(child >= 0, "no child");
            if child == 0 {
                let locked = shared.at_work.try_lock().is_err();
                let end = match (shared.is_new(), locked) {
                    (true, true) => HONEST_UNDER_LOCK,
                    (true, false) => HONEST,
                    (false, _) => NOT_HONEST,
                };
                // SAFETY: nothing of the parent's is run in the child.
                unsafe { libc::_exit(end) };
            }
            children += 1;
            let end = end_of(child);
            assert!(matches!(end, Some(HONEST | HONEST_UNDER_LOCK)), "child {children}: {end:?}");
            under_lock += usize::from(end == Some(HONEST_UNDER_LOCK));
        }
    });
    println!("{children} children, {under_lock} of them forked while the thread was at work");
    assert!(under_lock >= ENOUGH_UNDER_LOCK, "{under_lock} of {children}");
    // The parent's are untouched.
    assert_eq!(shared.budget.left(), 400);
    assert_eq!(shared.monitor.record(&shared.error), [], "it is in its cool-down");
}

#[test]
fn a_grandchild_begins_anew_too() {
    let budget = RetryBudget::default();
    assert!(budget.take(100));
    let begins_anew = || {
        // SAFETY: as above.
        match unsafe { libc::fork() } {
            0 => true,
            child => {
                assert_eq!(end_of(child), Some(HONEST));
                false
            }
        }
    };
    if begins_anew() {
        let of_child = budget.left() == 500 && budget.take(200);
        // SAFETY: as above.
        let grandchild = unsafe { libc::fork() };
        if grandchild == 0 {
            let full = budget.left() == 500;
            // SAFETY: as above.
            unsafe { libc::_exit(if full { HONEST } else { NOT_HONEST }) };
        }
        let honest = of_child && end_of(grandchild) == Some(HONEST) && budget.left() == 300;
        // SAFETY: as above.
        unsafe { libc::_exit(if honest { HONEST } else { NOT_HONEST }) };
    }
    assert_eq!(budget.left(), 400);
}
