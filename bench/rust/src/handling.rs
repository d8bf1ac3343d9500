use std::cell::Cell;
use std::error::Error;
use std::hint::black_box;

use avatar_errors::{
    AvatarError, Failure, Phase, RecurrenceMonitor, RecurrencePolicy, RetryPolicy, RetryState,
    classify,
};

use crate::measure;

/// As many as a monitor watches, and as many occurrences of each as it keeps.
const FINGERPRINTS: usize = 256;
const THRESHOLD: u32 = 100;

pub(crate) fn print() -> Result<(), Box<dyn Error>> {
    let errors: Vec<AvatarError> = (0..FINGERPRINTS).map(alerting).collect();
    let mut policy = RecurrencePolicy::default();
    policy.threshold = THRESHOLD;
    let monitor = RecurrenceMonitor::new(policy)?;
    for _ in 0..THRESHOLD {
        for error in &errors {
            monitor.record(error);
        }
    }
    let next = Cell::new(0);
    let record = || {
        let at = next.replace((next.get() + 1) % FINGERPRINTS);
        if let Some(error) = errors.get(at) {
            drop(black_box(monitor.record(black_box(error))));
        }
    };
    let policy = RetryPolicy::default();
    let reset = classify(&Failure::new(Phase::WebsocketRuntime).transport("reset"));
    let decide = || {
        black_box(black_box(&policy).decide(black_box(&reset), &RetryState::default()));
    };
    let [record, decide] = measure::medians([&record, &decide]);
    let full = format!("record, {FINGERPRINTS} fingerprints, threshold {THRESHOLD}");
    println!(r#"{{"name":"{full}","ours_ns":{record:.0},"bound_ns":300}}"#);
    println!(r#"{{"name":"decide","ours_ns":{decide:.0},"bound_ns":100}}"#);
    Ok(())
}

fn alerting(number: usize) -> AvatarError {
    classify(&Failure::new(Phase::WebsocketRuntime).server_code(format!("code-{number}")))
}
