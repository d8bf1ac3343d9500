//! A history from anybody: what fires is cleared, once, and nothing fires below the threshold.

#![no_main]

use std::collections::HashMap;

use avatar_errors_core::{Failure, Phase, RecurrenceMonitor, RecurrencePolicy, classify};
use avatar_errors_fuzz::parts;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&[u8], Vec<(f64, u16)>)| {
    let (policy, history) = input;
    let policy = parts(policy).next().and_then(|text| RecurrencePolicy::from_json(text).ok());
    let policy = policy.unwrap_or_default();
    let Ok(monitor) = RecurrenceMonitor::new(policy) else {
        return;
    };
    let mut firing = HashMap::new();
    for (at_ms, close_code) in history {
        let failure = Failure::new(Phase::WebsocketRuntime).close_code(close_code.into());
        let events = match close_code {
            0 => monitor.check_at(at_ms),
            _ => monitor.record_at(&classify(&failure), at_ms),
        };
        for event in events {
            let fires = event.event.as_str() == "fired";
            let before = firing.insert(event.fingerprint.clone(), fires).unwrap_or_default();
            assert_ne!(before, fires, "{event:?}");
            assert!(!fires || event.count >= u64::from(policy.threshold), "{event:?}");
            assert!(event.to_json().starts_with('{'));
        }
    }
});
