//! What a budget pays, and what it gets back.

use avatar_errors_core::{
    Attempts, AvatarError, Failure, Phase, RetryBudget, RetryPolicy, classify,
};

fn reset() -> AvatarError {
    classify(&Failure::new(Phase::WebsocketConnect).transport("reset"))
}

fn begun(budget: &RetryBudget) -> Attempts {
    Attempts::new(RetryPolicy::default(), budget.clone())
}

/// A budget of which others have taken something, so that too much given back shows.
fn used() -> RetryBudget {
    let budget = RetryBudget::default();
    assert!(budget.take(100));
    budget
}

#[test]
fn a_cancelled_wait_gives_its_cost_back_once() {
    let budget = used();
    let mut attempts = begun(&budget);
    assert!(attempts.failed(&reset()).retry);
    assert_eq!(budget.left(), 386);
    attempts.cancelled();
    assert_eq!(budget.left(), 400);
    attempts.cancelled();
    assert_eq!(budget.left(), 400);
}

#[test]
fn what_was_not_waited_for_gives_nothing_back() {
    let budget = used();
    let mut attempts = begun(&budget);
    attempts.cancelled();
    assert_eq!(budget.left(), 400);
    let billing = classify(&Failure::new(Phase::SessionToken).http_status(402));
    assert!(!attempts.failed(&billing).retry);
    attempts.cancelled();
    assert_eq!(budget.left(), 400);
    assert!(attempts.failed(&reset()).retry);
    attempts.succeeded();
    attempts.cancelled();
    assert_eq!(budget.left(), 400);
}

#[test]
fn of_several_waits_the_last_gives_its_cost_back() {
    let budget = used();
    let mut attempts = begun(&budget);
    assert!(attempts.failed(&reset()).retry);
    assert!(attempts.failed(&reset()).retry);
    assert_eq!(budget.left(), 372);
    attempts.cancelled();
    assert_eq!(budget.left(), 386);
}

#[test]
fn cancelled_waits_leave_the_process_its_retries() {
    let budget = RetryBudget::default();
    for _ in 0..1000 {
        let mut attempts = begun(&budget);
        assert!(attempts.failed(&reset()).retry);
        attempts.cancelled();
    }
    assert_eq!(budget.left(), budget.capacity());
}
