//! The drill list is whole, its answers come in turn, and tokens work once.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use avatar_errors_service::{
    drill::{self, Drills},
    scenario::{self, Reaction, Session, Step},
};
use serde_json::{Value, json};

fn list() -> Value {
    serde_json::from_str(drill::BUILT_IN).unwrap()
}

fn with(drills: Value) -> Result<Drills, String> {
    let mut list = list();
    list["drills"] = drills;
    Drills::read(&list.to_string())
}

fn answer(reaction: Option<Reaction>) -> (u16, Value) {
    match reaction.unwrap() {
        Reaction::Answer(answer) => {
            (answer.status, serde_json::from_str(&answer.body).unwrap_or_default())
        }
        Reaction::Session(session) => panic!("{session:?}"),
    }
}

fn session(reaction: Option<Reaction>) -> Session {
    match reaction.unwrap() {
        Reaction::Session(session) => session,
        Reaction::Answer(answer) => panic!("{answer:?}"),
    }
}

fn token(drills: &Drills, run: &str) -> String {
    let (status, body) = answer(drills.token("a", run));
    assert_eq!(status, 200);
    body["sessionToken"].as_str().unwrap().to_owned()
}

#[test]
fn every_drill_is_understood_and_has_an_expectation() {
    let drills = Drills::read(drill::BUILT_IN).unwrap();
    let list = list();
    assert!(list["drills"].as_array().unwrap().len() >= 7);
    for drill in list["drills"].as_array().unwrap() {
        assert!(drills.token(drill["name"].as_str().unwrap(), "1").is_some(), "{drill}");
        let expect = &drill["expect"];
        assert!(expect["outcome"].is_string(), "{drill}");
        let waits = expect["waits_ms"].as_array().unwrap().len();
        assert_eq!(expect["tries"], waits + 1, "{drill}");
        for key in ["tokens", "upgrades"] {
            assert!(expect[key].is_u64(), "{drill}");
        }
        assert_eq!(expect["outcome"] == "cancelled", drill["cancel_after_ms"].is_u64(), "{drill}");
    }
}

#[test]
fn a_client_needs_no_other_options_than_for_scenarios() {
    let scenarios: Value = serde_json::from_str(scenario::BUILT_IN).unwrap();
    assert_eq!(list()["client"], scenarios["client"]);
}

#[test]
fn answers_come_in_turn_and_then_all_succeeds() {
    let drills = with(json!([{
        "name": "a",
        "tokens": [{"status": 503}, null, {"status": 429}],
        "upgrades": [null, {"status": 401}],
        "sessions": [{"runtime": [{"close": {"code": 4503}}]}],
    }]))
    .unwrap();
    assert_eq!(answer(drills.token("a", "1")).0, 503);
    let first = token(&drills, "1");
    assert_eq!(answer(drills.token("a", "1")).0, 429);
    let closed = session(drills.upgrade("a", "1", &first));
    assert!(matches!(*closed.handshake, [Step::ConfirmSession(_)]), "as it is not listed");
    assert!(matches!(*closed.runtime, [Step::Close { code: Some(4503), .. }]));
    let (second, third) = (token(&drills, "1"), token(&drills, "1"));
    assert_eq!(answer(drills.upgrade("a", "1", &second)).0, 401);
    let up = session(drills.upgrade("a", "1", &third));
    assert!(matches!(*up.handshake, [Step::ConfirmSession(_)]));
    assert!(matches!(*up.runtime, [Step::Message(_)]));
    assert_eq!(answer(drills.token("a", "2")).0, 503, "another run begins anew");
}

#[test]
fn a_token_works_once_and_in_its_own_run() {
    let drills = with(json!([{"name": "a"}])).unwrap();
    let (first, other) = (token(&drills, "1"), token(&drills, "2"));
    assert_ne!(first, other);
    session(drills.upgrade("a", "1", &first));
    for refused in [&first, &other, ""] {
        let (status, body) = answer(drills.upgrade("a", "1", refused));
        assert_eq!((status, &body["message"]), (400, &json!("Invalid session token")));
    }
    let (_, seen) = answer(drills.seen("a", "1"));
    assert_eq!(seen["at_ms"].as_array().unwrap().len(), 1);
    assert_eq!((&seen["tokens"], &seen["upgrades"]), (&json!(1), &json!(4)));
    assert_eq!(seen["refused_tokens"], 3);
    session(drills.upgrade("a", "2", &other));
}

#[test]
fn what_is_not_understood_is_refused() {
    assert!(with(json!([{"name": "a"}, {"name": "a"}])).unwrap_err().contains("the name is taken"));
    for bad in [
        json!({}),
        json!({"name": "a", "surprise": 1}),
        json!({"name": "a", "tokens": [{"stat": 200}]}),
        json!({"name": "a", "sessions": [{"runtime": ["explode"]}]}),
    ] {
        assert!(with(json!([bad])).is_err(), "{bad}");
    }
    let drills = Drills::read(drill::BUILT_IN).unwrap();
    assert!(drills.token("no-such-drill", "1").is_none());
}
