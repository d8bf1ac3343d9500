//! The catalogue is frozen: a code, once there, is for ever.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use avatar_errors_core::{ErrorCode, Failure, Phase, Recovery, catalog, classify};

#[test]
fn the_catalogue_is_the_frozen_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/catalog.json");
    let frozen = fs::read_to_string(path).expect("tests/catalog.json");
    assert_eq!(
        catalog::to_json() + "\n",
        frozen,
        "the catalogue differs from tests/catalog.json: adding a line is a feature, changing or \
         removing one breaks users; `make generate` writes the new one",
    );
}

#[test]
fn codes_are_unique_and_open() {
    let names: HashSet<_> = ErrorCode::ALL.iter().map(ErrorCode::as_str).collect();
    assert_eq!(names.len(), ErrorCode::ALL.len());
    assert_eq!(catalog::codes().len(), ErrorCode::ALL.len());
    let newer = ErrorCode::from("aCodeOfTomorrow");
    assert_eq!(newer.as_str(), "aCodeOfTomorrow");
    assert!(newer.info().is_none());
    for code in ErrorCode::ALL {
        assert_eq!(ErrorCode::from(code.as_str()), *code);
    }
}

#[test]
fn rules_have_unique_names_and_lead_to_every_code() {
    let names: HashSet<_> = catalog::rules().iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), catalog::rules().len());
    assert!(
        names.contains("http.websocket_connect.401") && names.contains("text.credits_exhausted")
    );
    for code in ErrorCode::ALL {
        assert!(catalog::rules().iter().any(|rule| rule.code == *code), "no rule gives {code}");
    }
}

#[test]
fn a_rule_says_the_code_that_the_catalogue_says() {
    let mut seen = HashSet::new();
    for phase in Phase::ALL {
        for number in (0..=17).chain(400..600).chain([1000, 3000, 4001, 4100, 4600]) {
            for failure in [
                Failure::new(phase.clone()).server_code(number.to_string()),
                Failure::new(phase.clone()).http_status(number),
                Failure::new(phase.clone()).close_code(number),
            ] {
                let error = classify(&failure);
                let rule = catalog::rules().iter().find(|rule| rule.name == error.rule());
                assert_eq!(rule.map(|rule| &rule.code), Some(error.code()), "{}", error.rule());
                seen.insert(error.rule().to_owned());
            }
        }
    }
    assert!(seen.len() > 150, "{} rules seen", seen.len());
}

#[test]
fn alerts_and_recoveries_are_the_contracts() {
    let alerting = catalog::codes().iter().filter(|info| info.alert);
    let alerting: Vec<_> = alerting.map(|info| info.code.as_str()).collect();
    assert_eq!(alerting, ["upstreamError", "protocolError", "serverError"]);
    for info in catalog::codes() {
        for exception in catalog::exceptions(&info.code) {
            assert_ne!(exception.recovery, info.recovery, "{}", info.code);
        }
        assert_ne!(info.recovery, Recovery::from("anything"));
    }
}
