//! Runs every vector of the handling and compares bytes; `tests/handling/README.md` says what they mean.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use avatar_errors_core::{
    AvatarError, RecurrenceMonitor, RecurrencePolicy, RetryPolicy, RetryState,
};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

#[derive(Deserialize)]
struct Group<V> {
    vectors: Vec<V>,
}

#[derive(Deserialize)]
struct Retry {
    name: String,
    policy: Option<Box<RawValue>>,
    error: String,
    state: Option<Box<RawValue>>,
    decision: String,
}

#[derive(Deserialize)]
struct Log {
    name: String,
    error: String,
    fields: String,
}

#[derive(Deserialize)]
struct Problem {
    name: String,
    error: String,
    problem: String,
    surface: String,
}

#[derive(Serialize)]
struct Surface<'a> {
    user_message: &'a str,
    operator_hint: &'a str,
    doc_url: &'a str,
}

#[derive(Deserialize)]
struct Recurrence {
    name: String,
    #[serde(default)]
    policy: RecurrencePolicy,
    history: Vec<Entry>,
    events: Vec<String>,
}

#[derive(Deserialize)]
struct Entry {
    at_ms: f64,
    error: Option<String>,
}

#[derive(Deserialize)]
struct Invalid {
    name: String,
    policy: Option<Box<RawValue>>,
    recurrence: Option<Box<RawValue>>,
    #[serde(default)]
    json: bool,
    refused: String,
}

/// The values of a policy as numbers, those not given by default.
fn numbers<const N: usize>(policy: &RawValue, default: [(&str, f64); N]) -> [f64; N] {
    let given: HashMap<String, f64> = serde_json::from_str(policy.get()).expect("numbers");
    default.map(|(name, value)| given.get(name).copied().unwrap_or(value))
}

fn retry_policy(policy: &RawValue) -> Option<String> {
    let [attempts, base, factor, cap, retry_after, elapsed] = numbers(
        policy,
        [
            ("attempts", 3.0),
            ("base_ms", 500.0),
            ("factor", 2.0),
            ("cap_ms", 20_000.0),
            ("max_retry_after_ms", 60_000.0),
            ("max_elapsed_ms", 120_000.0),
        ],
    );
    let made = RetryPolicy::of(attempts, base, factor, cap, retry_after, elapsed);
    made.err().map(|reason| reason.to_string())
}

fn recurrence_policy(policy: &RawValue) -> Option<String> {
    let [threshold, window, cool_down] = numbers(
        policy,
        [("threshold", 5.0), ("window_ms", 300_000.0), ("cool_down_ms", 900_000.0)],
    );
    let made = RecurrencePolicy::of(threshold, window, cool_down);
    made.err().map(|reason| reason.to_string())
}

fn read<V: for<'de> Deserialize<'de>>(file: &str) -> Vec<V> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/handling").join(file);
    let text = fs::read_to_string(path).expect("a readable file");
    let group: Group<V> = serde_json::from_str(&text).expect("a group of vectors");
    assert_eq!(text.matches("\"why\":").count(), group.vectors.len(), "{file}");
    println!("{file}: {} vectors", group.vectors.len());
    group.vectors
}

fn error(json: &str) -> AvatarError {
    AvatarError::from_json(json).expect("canonical JSON")
}

#[test]
fn every_decision_is_as_written() {
    let vectors: Vec<Retry> = read("retry.json");
    assert!(vectors.len() >= 60);
    for vector in vectors {
        let [policy, state] = [&vector.policy, &vector.state]
            .map(|given| given.as_ref().map_or("{}", |given| given.get()));
        let typed = RetryPolicy::from_json(policy).unwrap();
        let decision = typed.decide(&error(&vector.error), &RetryState::from_json(state).unwrap());
        assert_eq!(decision.to_json(), vector.decision, "{}", vector.name);
    }
}

#[test]
fn every_log_line_is_as_written() {
    let vectors: Vec<Log> = read("log.json");
    assert!(vectors.len() >= 20);
    for vector in vectors {
        assert_eq!(error(&vector.error).log_fields().to_json(), vector.fields, "{}", vector.name);
    }
}

#[test]
fn every_problem_document_is_as_written() {
    let vectors: Vec<Problem> = read("problem.json");
    assert!(vectors.len() >= 25);
    for vector in vectors {
        let document = error(&vector.error).problem().to_json();
        assert_eq!(document, vector.problem, "{}", vector.name);
        let error = error(&vector.error);
        let surface = Surface {
            user_message: error.user_message(),
            operator_hint: error.operator_hint(),
            doc_url: error.doc_url(),
        };
        let surface = serde_json::to_string(&surface).unwrap();
        assert_eq!(surface, vector.surface, "{}", vector.name);
    }
}

#[test]
fn every_history_has_the_events_that_are_written() {
    let vectors: Vec<Recurrence> = read("recurrence.json");
    assert!(vectors.len() >= 15);
    for vector in vectors {
        let monitor = RecurrenceMonitor::new(vector.policy).expect("a policy");
        assert_eq!(vector.history.len(), vector.events.len(), "{}", vector.name);
        for (at, (entry, expected)) in vector.history.iter().zip(&vector.events).enumerate() {
            let events = match &entry.error {
                Some(json) => monitor.record_at(&error(json), entry.at_ms),
                None => monitor.check_at(entry.at_ms),
            };
            let events = serde_json::to_string(&events).unwrap();
            assert_eq!(&events, expected, "{}, entry {at}", vector.name);
        }
    }
}

#[test]
fn what_no_policy_can_have_is_refused() {
    let vectors: Vec<Invalid> = read("invalid.json");
    assert!(vectors.len() >= 8);
    for vector in vectors {
        let refused = match (&vector.policy, &vector.recurrence) {
            (Some(policy), None) if vector.json => {
                RetryPolicy::from_json(policy.get()).err().map(|reason| reason.to_string())
            }
            (None, Some(policy)) if vector.json => {
                RecurrencePolicy::from_json(policy.get()).err().map(|reason| reason.to_string())
            }
            (Some(policy), None) => retry_policy(policy),
            (None, Some(policy)) => recurrence_policy(policy),
            _ => panic!("{}: one policy", vector.name),
        };
        let reason = refused.expect(&vector.name);
        assert!(reason.contains(&vector.refused), "{}: {reason}", vector.name);
    }
}
