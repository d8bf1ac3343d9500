//! A policy, a state and an error from anybody: a decision within the policy.

#![no_main]

use avatar_errors_core::{Attempts, AvatarError, RetryBudget, RetryPolicy, RetryState};
use avatar_errors_fuzz::parts;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u32, [f64; 6], &[u8])| {
    let (capacity, numbers, texts) = input;
    let mut texts = parts(texts);
    let mut next = || texts.next().unwrap_or("{}");
    let [attempts, base, factor, cap, retry_after, elapsed] = numbers;
    let policy = RetryPolicy::from_json(next())
        .or_else(|_| RetryPolicy::of(attempts, base, factor, cap, retry_after, elapsed))
        .unwrap_or_default();
    let state = RetryState::from_json(next())
        .unwrap_or_else(|_| RetryState::clamped(attempts, base, factor, cap, elapsed));
    let Ok(error) = AvatarError::from_json(next()) else {
        return;
    };
    let decision = policy.decide(&error, &state);
    let longest = policy.cap_ms.max(policy.max_retry_after_ms);
    assert!(decision.wait_ms <= longest, "{decision:?}");
    assert!(!decision.retry || state.attempt < policy.attempts, "{decision:?}");
    assert!(!decision.retry || decision.cost <= state.budget, "{decision:?}");
    assert_eq!(decision, policy.decide(&error, &state));

    let budget = RetryBudget::new(capacity);
    let mut attempts = Attempts::new(policy, budget.clone());
    for made in 1..=8_u32.min(policy.attempts) {
        let decision = attempts.failed(&error);
        assert_eq!(attempts.made(), made);
        assert!(made < policy.attempts || !decision.retry);
        assert!(budget.left() <= budget.capacity());
    }
});
