//! Errors whose code somebody else decided.

#![allow(clippy::unwrap_used)]

use avatar_errors::{
    Attempts, AvatarError, Failure, Phase, RecurrenceMonitor, RecurrencePolicy, RetryBudget,
    RetryPolicy,
};
use avatar_errors_core as avatar_errors;

fn given(code: &str, failure: &Failure<'_>) -> AvatarError {
    AvatarError::given(code, "Failed", failure)
}

/// What an SDK decides by hand, and what the facts say.
#[test]
fn the_facts_decide_where_they_say_something() {
    let at = Failure::new;
    let rows = [
        ("connectionFailed", at(Phase::SessionToken).http_status(402), "billingRequired"),
        ("unknown", at(Phase::WebsocketRuntime).close_code(4001), "creditsExhausted"),
        ("serverError", at(Phase::WebsocketConnect).http_status(401), "sessionTokenExpired"),
        ("connectionFailed", at(Phase::Unknown).server_detail("app id mismatch"), "appIDMismatch"),
        ("connectionClosed", at(Phase::WebsocketRuntime).close_code(1006), "connectionClosed"),
        ("invalidRequest", at(Phase::Unknown).server_detail("no rule knows it"), "invalidRequest"),
        ("creditsExhausted", at(Phase::WebsocketSend), "creditsExhausted"),
    ];
    for (code, failure, meant) in rows {
        let error = given(code, &failure.connection_id("c-1"));
        assert_eq!((error.code().as_str(), error.rule()), (code, "given"));
        let again = error.reclassified();
        assert_eq!(again.code().as_str(), meant, "{code}");
        assert_eq!(again.connection_id(), Some("c-1"));
        assert_eq!(again.reclassified(), again);
        let read = AvatarError::from_json(&again.to_json());
        assert_eq!(read.ok().as_ref(), Some(&again), "it can be read back");
    }
}

#[test]
fn nothing_is_lost_where_the_facts_say_nothing() {
    let error = given("idleTimeout", &Failure::new(Phase::WebsocketRuntime).req_id("r-1"));
    let error = error.with_raw_body("no rule knows it");
    assert_eq!(error.reclassified(), error);
    assert_eq!(error.reclassified().raw_body(), error.raw_body());
    let classified = avatar_errors::classify(&Failure::new(Phase::SessionToken).http_status(402));
    assert_eq!(classified.reclassified(), classified);
}

#[test]
fn a_raw_body_and_a_wait_are_facts() {
    let failure = Failure::new(Phase::SessionToken).http_status(429).header("Retry-After", "7");
    let again = given("serverError", &failure).reclassified();
    assert_eq!((again.code().as_str(), again.retryable()), ("concurrencyLimit", true));
    assert_eq!(again.retry_after_ms(), Some(7000));
    let error = given("unknown", &Failure::new(Phase::SessionToken));
    let again = error.with_raw_body(r#"{"code":"creditsExhausted"}"#).reclassified();
    assert_eq!(again.code().as_str(), "creditsExhausted");
}

#[test]
fn what_acts_on_an_error_asks_the_facts() {
    // "Try again", says who made it; a bill does not pay itself.
    let error = given("connectionFailed", &Failure::new(Phase::SessionToken).http_status(402));
    assert!(error.retryable());
    let mut attempts = Attempts::new(RetryPolicy::default(), RetryBudget::default());
    assert!(!attempts.failed(&error).retry);
    let problem = error.problem();
    assert_eq!((problem.code.as_str(), problem.retryable), ("billingRequired", false));
    // Not to be watched, says who made it; the facts name a failed upstream.
    let error = given("connectionClosed", &Failure::new(Phase::WebsocketRuntime).close_code(4503));
    let monitor = RecurrenceMonitor::new(RecurrencePolicy::default()).unwrap();
    let told = (0..6).flat_map(|_| monitor.record(&error)).count();
    assert_eq!(told, 1);
}

#[test]
fn ids_are_set_normalized_and_taken_away() {
    let error = given("unknown", &Failure::new(Phase::Unknown).req_id("r-1"));
    let error = error.with_ids(Some("c-1, forged=1"), None);
    assert_eq!((error.connection_id(), error.req_id()), (Some("c-1__forged=1"), Some("r-1")));
    assert!(error.to_json().contains(r#""connection_id":"c-1__forged=1","req_id":"r-1""#));
    let error = error.with_ids(Some(" "), Some("r-2"));
    assert_eq!((error.connection_id(), error.req_id()), (Some("c-1__forged=1"), Some("r-2")));
    let error = error.with_connection_id(None).with_req_id(Some("  "));
    assert_eq!((error.connection_id(), error.req_id()), (None, None));
    let error = error.with_connection_id(Some("c-2")).with_req_id(Some("token=not-a-real-token"));
    assert_eq!(error.connection_id(), Some("c-2"));
    assert!(!error.to_json().contains("not-a-real"), "{error:?}");
}

#[test]
fn what_is_known_besides_comes_first_where_it_decides() {
    let error = given("unknown", &Failure::new(Phase::WebsocketConnect).http_status(402));
    let cause = Failure::new(Phase::WebsocketConnect).transport("refused");
    assert_eq!(error.reclassified_with(&cause).code().as_str(), "connectionFailed");
    let silent = Failure::new(Phase::WebsocketConnect).message("boom").fallback("protocol");
    assert_eq!(error.reclassified_with(&silent), error.reclassified());
    let classified = error.reclassified();
    assert_eq!(classified.reclassified_with(&cause), classified);
}

#[test]
fn members_of_a_newer_version_are_told_alone_where_there_are_some() {
    let error = given("unknown", &Failure::new(Phase::Unknown));
    assert_eq!(error.newer_json(), None);
    let json = error.to_json().replace("}", r#","later":1}"#);
    let read = AvatarError::from_json(&json).unwrap();
    assert_eq!(read.newer_json(), Some(json));
}
