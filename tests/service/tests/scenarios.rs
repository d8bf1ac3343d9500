//! The scenario list is whole, and what is not understood is refused.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use avatar_errors_service::scenario::{BUILT_IN, Scenarios};
use serde_json::{Value, json};
use std::collections::HashSet;

fn list() -> Value {
    serde_json::from_str(BUILT_IN).unwrap()
}

fn with(scenario: Value) -> Result<Scenarios, String> {
    let mut list = list();
    list["scenarios"] = json!([scenario]);
    Scenarios::read(&list.to_string())
}

#[test]
fn every_scenario_is_understood() {
    let scenarios = Scenarios::read(BUILT_IN).unwrap();
    assert!(scenarios.names().len() >= 60, "only {} scenarios", scenarios.names().len());
    for name in scenarios.names() {
        assert!(scenarios.filled(name, &[]).is_some(), "{name}");
    }
}

#[test]
fn every_name_is_unique_and_fits_a_path() {
    let scenarios = Scenarios::read(BUILT_IN).unwrap();
    let unique: HashSet<_> = scenarios.names().iter().collect();
    assert_eq!(unique.len(), scenarios.names().len());
    for name in unique {
        assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'), "{name}");
    }
}

#[test]
fn every_scenario_has_keys_that_clients_know_and_an_expectation() {
    let addresses = ["plain", "tls", "plain_behind_tls", "closed", "nowhere"];
    let list = list();
    let options = list["client"].as_object().unwrap();
    let mut checked = 0;
    for scenario in list["scenarios"].as_array().unwrap() {
        for key in ["console", "ingress"] {
            let address = scenario[key].as_str().unwrap_or("plain");
            assert!(addresses.contains(&address), "{scenario}");
        }
        for (option, _) in scenario["client"].as_object().into_iter().flatten() {
            assert!(options.contains_key(option), "{option} in {scenario}");
        }
        for key in ["hostile", "chance"] {
            assert!(scenario[key].is_null() || scenario[key] == true, "{scenario}");
        }
        assert_eq!(scenario["expect"]["phase"], scenario["phase"], "{scenario}");
        assert!(scenario["expect"]["code"].is_string(), "{scenario}");
        assert!(scenario["expect"]["recovery"].is_string(), "{scenario}");
        checked += 1;
    }
    assert_eq!(checked, Scenarios::read(BUILT_IN).unwrap().names().len());
}

#[test]
fn what_something_in_between_answers_comes_over_http_and_at_the_upgrade() {
    let list = list();
    let answers = list["answers"].as_object().unwrap();
    assert!(answers.len() >= 30, "only {} answers", answers.len());
    for name in answers.keys() {
        for (word, key) in [("token", "token"), ("connect", "upgrade")] {
            let scenario = json!(format!("{word}-{name}"));
            let mut scenarios = list["scenarios"].as_array().unwrap().iter();
            let played = scenarios.find(|one| one["name"] == scenario);
            assert_eq!(played.unwrap()[key], json!(name), "{scenario}");
        }
    }
    let scenarios = Scenarios::read(BUILT_IN).unwrap();
    let played = scenarios.filled("connect-proxy-password", &[]).unwrap().upgrade.unwrap();
    assert_eq!(played.status, 407);
}

#[test]
fn what_is_not_understood_is_refused() {
    let good = json!({"name": "a", "phase": "session_token"});
    assert!(with(good.clone()).is_ok());
    for (key, value) in [
        ("phase", json!("lunch")),
        ("token", json!({"status": 200, "then": "explode"})),
        ("token", json!({"stat": 200})),
        ("token", json!({"headers": {"Retry-After": 7}})),
        ("upgrade", json!("no")),
        ("runtime", json!(["explode"])),
        ("runtime", json!([{"close": {"kode": 1000}}])),
        ("runtime", json!([{"flood": {"zeros": 1}}])),
        ("handshake", json!([{"server_error": {"text": "no such field"}}])),
        ("surprise", json!(1)),
    ] {
        let mut bad = good.clone();
        bad[key] = value;
        assert!(with(bad.clone()).is_err(), "{bad}");
    }
}

#[test]
fn a_name_cannot_be_taken_twice() {
    let mut list = list();
    let twice = list["scenarios"][0].clone();
    list["scenarios"] = json!([twice, twice]);
    assert!(Scenarios::read(&list.to_string()).unwrap_err().contains("the name is taken"));
}

#[test]
fn answers_carry_what_the_request_carried() {
    let mut scenarios =
        with(json!({"name": "a", "phase": "session_token", "token": {"body": "<${api_key}>"}}));
    let filled = scenarios.as_mut().unwrap().filled("a", &[("api_key", "fake-key")]).unwrap();
    assert_eq!(filled.token.body, "<fake-key>");
}
