//! What a Rust program relies on: traits, texts that are safe to log, and a round trip.

#![allow(clippy::unwrap_used)]
#![deny(clippy::result_large_err)]

use std::error::Error;
use std::mem::size_of;

use avatar_errors_core::{AvatarError, Failure, InvalidJson, Phase, classify};

fn is_plain<T: Send + Sync + Clone + 'static>() {}

#[test]
fn errors_travel_between_threads() {
    is_plain::<AvatarError>();
    is_plain::<Failure<'static>>();
    let error: Box<dyn Error + Send + Sync> = Box::new(classify(&Failure::new(Phase::Unknown)));
    assert!(error.source().is_none());
}

/// As any program writes it: clippy would call a large error's result large.
fn connect(phase: Phase) -> Result<(), AvatarError> {
    Err(classify(&Failure::new(phase)))
}

#[test]
fn an_error_is_one_pointer_wide() {
    assert_eq!(size_of::<AvatarError>(), size_of::<usize>());
    assert_eq!(size_of::<Option<AvatarError>>(), size_of::<usize>());
    assert_eq!(size_of::<Result<(), AvatarError>>(), size_of::<usize>());
    let error = connect(Phase::SessionToken).unwrap_err();
    let copy = error.clone();
    assert!(std::ptr::eq(error.message(), copy.message()), "a copy shares its texts");
}

#[test]
fn display_and_debug_are_pinned_and_hold_no_secret() {
    let failure = Failure::new(Phase::WebsocketRuntime)
        .close_code(4003)
        .close_reason("token=not-a-real-token")
        .connection_id("c-1")
        .req_id("r-1");
    let error = classify(&failure);
    assert_eq!(
        error.to_string(),
        "concurrencyLimit: token=[redacted] (websocket_runtime, close 4003)"
    );
    assert_eq!(
        error.describe(),
        "concurrencyLimit: token=[redacted] (websocket_runtime, close 4003); an operator must \
         act [connection_id=c-1, req_id=r-1]",
    );
    assert_eq!(
        format!("{error:?}"),
        concat!(
            r#"AvatarError {"code":"concurrencyLimit","phase":"websocket_runtime","#,
            r#""message":"token=[redacted] (websocket_runtime, close 4003)","connection_id":"c-1","#,
            r#""req_id":"r-1","close_code":4003,"close_reason":"token=[redacted]","#,
            r#""recovery":"surface","retryable":false,"alert":false,"rule":"close_code.4003"}"#,
        ),
    );
}

#[test]
fn the_facts_are_not_shown() {
    let failure = Failure::new(Phase::WebsocketConnect).body("token=not-a-real-token");
    assert_eq!(format!("{failure:?}"), "Failure { phase: WebsocketConnect, .. }");
}

#[test]
fn a_newer_version_survives_the_round_trip() {
    let json = r#"{"code":"aCodeOfTomorrow","phase":"websocket_resume","message":"New","recovery":"wait","retryable":false,"alert":true,"rule":"text.new"}"#;
    let error = AvatarError::from_json(json).unwrap();
    assert_eq!(error.to_json(), json);
    assert_eq!(error.code().as_str(), "aCodeOfTomorrow");
    assert_eq!(error.fingerprint(), ["aCodeOfTomorrow", "websocket_resume", "text.new"]);
}

#[test]
fn what_is_no_error_is_refused_without_repeating_it() {
    assert_eq!(AvatarError::from_json("[]"), Err(InvalidJson::NotAnObject));
    for json in ["", "{", "null", "{}", r#"{"code":"not-a-real-token"}"#, r#"{"code":7}"#] {
        let refused = AvatarError::from_json(json).unwrap_err();
        assert!(!refused.to_string().contains("not-a-real-token"), "{refused}");
    }
}

#[test]
fn a_megabyte_of_anything_is_classified() {
    for part in
        ["[", "{\"a\":", "<!---->", "<!--", "<title>", "&#", "eyJeyJ", "token:", "\u{202E} "]
    {
        let body = part.repeat(1_000_000 / part.len());
        let failure = Failure::new(Phase::WebsocketConnect)
            .body(body.as_str())
            .message(body.as_str())
            .close_reason(body.as_str())
            .server_code(body.as_str());
        assert!(!classify(&failure).message().is_empty());
    }
}
