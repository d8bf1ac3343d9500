//! The flow list is whole, its answers come in turn, and tokens work once.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use avatar_errors_service::{
    flow::{self, Flows},
    scenario::{self, Reaction, Session, Step},
};
use serde_json::{Value, json};

fn list() -> Value {
    serde_json::from_str(flow::BUILT_IN).unwrap()
}

fn with(flows: Value) -> Result<Flows, String> {
    let mut list = list();
    list["flows"] = flows;
    Flows::read(&list.to_string())
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

fn token(flows: &Flows, run: &str) -> String {
    let (status, body) = answer(flows.token("a", run));
    assert_eq!(status, 200);
    body["sessionToken"].as_str().unwrap().to_owned()
}

#[test]
fn every_flow_is_understood_and_has_an_expectation() {
    let flows = Flows::read(flow::BUILT_IN).unwrap();
    let list = list();
    assert!(list["flows"].as_array().unwrap().len() >= 7);
    for flow in list["flows"].as_array().unwrap() {
        assert!(flows.token(flow["name"].as_str().unwrap(), "1").is_some(), "{flow}");
        let expect = &flow["expect"];
        assert!(expect["outcome"].is_string(), "{flow}");
        let waits = expect["waits_ms"].as_array().unwrap().len();
        assert_eq!(expect["tries"], waits + 1, "{flow}");
        for key in ["tokens", "upgrades"] {
            assert!(expect[key].is_u64(), "{flow}");
        }
        assert_eq!(expect["outcome"] == "cancelled", flow["cancel_after_ms"].is_u64(), "{flow}");
    }
}

#[test]
fn a_client_needs_no_other_options_than_for_scenarios() {
    let scenarios: Value = serde_json::from_str(scenario::BUILT_IN).unwrap();
    assert_eq!(list()["client"], scenarios["client"]);
}

#[test]
fn answers_come_in_turn_and_then_all_succeeds() {
    let flows = with(json!([{
        "name": "a",
        "tokens": [{"status": 503}, null, {"status": 429}],
        "upgrades": [null, {"status": 401}],
        "sessions": [{"runtime": [{"close": {"code": 4503}}]}],
    }]))
    .unwrap();
    assert_eq!(answer(flows.token("a", "1")).0, 503);
    let first = token(&flows, "1");
    assert_eq!(answer(flows.token("a", "1")).0, 429);
    let closed = session(flows.upgrade("a", "1", &first));
    assert!(matches!(*closed.handshake, [Step::ConfirmSession(_)]), "as it is not listed");
    assert!(matches!(*closed.runtime, [Step::Close { code: Some(4503), .. }]));
    let (second, third) = (token(&flows, "1"), token(&flows, "1"));
    assert_eq!(answer(flows.upgrade("a", "1", &second)).0, 401);
    let up = session(flows.upgrade("a", "1", &third));
    assert!(matches!(*up.handshake, [Step::ConfirmSession(_)]));
    assert!(matches!(*up.runtime, [Step::Message(_)]));
    assert_eq!(answer(flows.token("a", "2")).0, 503, "another run begins anew");
}

#[test]
fn a_token_works_once_and_in_its_own_run() {
    let flows = with(json!([{"name": "a"}])).unwrap();
    let (first, other) = (token(&flows, "1"), token(&flows, "2"));
    assert_ne!(first, other);
    session(flows.upgrade("a", "1", &first));
    for refused in [&first, &other, ""] {
        let (status, body) = answer(flows.upgrade("a", "1", refused));
        assert_eq!((status, &body["message"]), (400, &json!("Invalid session token")));
    }
    let (_, seen) = answer(flows.seen("a", "1"));
    assert_eq!(seen["at_ms"].as_array().unwrap().len(), 1);
    assert_eq!((&seen["tokens"], &seen["upgrades"]), (&json!(1), &json!(4)));
    assert_eq!(seen["refused_tokens"], 3);
    session(flows.upgrade("a", "2", &other));
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
    let flows = Flows::read(flow::BUILT_IN).unwrap();
    assert!(flows.token("no-such-flow", "1").is_none());
}
