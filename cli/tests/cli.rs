//! Runs the program as a user does.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod program;

use std::fs;
use std::io::Write as _;
use std::process::Output;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

use program::{FAILURE, run, start, text};

/// Input lines of every kind; `malformed` has the numbers of those that are refused.
#[derive(Deserialize)]
struct Case {
    name: String,
    input: Option<String>,
    input_base64: Option<String>,
    stdout: String,
    malformed: Vec<u64>,
}

impl Case {
    fn bytes(&self) -> Vec<u8> {
        match (&self.input, &self.input_base64) {
            (Some(text), None) => text.clone().into_bytes(),
            (None, Some(encoded)) => STANDARD.decode(encoded).expect("base64"),
            _ => Vec::new(),
        }
    }

    fn check(&self, place: &str, output: &Output) {
        let name = &self.name;
        assert_eq!(text(&output.stdout), self.stdout, "{name}");
        let complaints = text(&output.stderr).lines();
        let places: Vec<_> = complaints.map(|line| line.split(": ").nth(1).unwrap()).collect();
        let expected: Vec<_> =
            self.malformed.iter().map(|line| format!("{place}:{line}")).collect();
        assert_eq!(places, expected, "{name}");
        let status = i32::from(!self.malformed.is_empty());
        assert_eq!(output.status.code(), Some(status), "{name}");
    }
}

#[test]
fn every_kind_of_line_from_standard_input_and_from_a_file() {
    let cases: Vec<Case> = serde_json::from_str(include_str!("lines.json")).expect("the cases");
    assert!(cases.len() > 60);
    let folder = tempfile::tempdir().expect("a folder");
    for case in &cases {
        case.check("<stdin>", &run(&["classify"], &case.bytes()));
        let file = folder.path().join("failures.ndjson");
        fs::write(&file, case.bytes()).expect("a file");
        let file = file.to_str().expect("a path");
        case.check(file, &run(&["classify", file], b""));
    }
}

#[test]
fn files_are_read_in_order_and_a_missing_one_stops_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("one.ndjson");
    fs::write(&file, FAILURE).expect("a file");
    let missing = folder.path().join("missing.ndjson");
    let [file, missing] = [&file, &missing].map(|path| path.to_str().expect("a path"));
    let output = run(&["classify", file, missing, "-", file], br#"{"phase":"session_token"}"#);
    let codes: Vec<_> =
        text(&output.stdout).lines().map(|line| line.split('"').nth(3).unwrap()).collect();
    assert_eq!(codes, ["creditsExhausted", "unknown", "creditsExhausted"]);
    assert!(text(&output.stderr).contains(missing));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn an_answer_comes_before_the_next_question() {
    let (mut child, mut stdin, mut stdout) = start(&["classify"]);
    for _ in 0..3 {
        writeln!(stdin, "{FAILURE}").expect("it reads");
        let mut answer = String::new();
        std::io::BufRead::read_line(&mut stdout, &mut answer).expect("it answers");
        assert!(answer.contains("creditsExhausted"));
    }
    drop(stdin);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn the_catalogue_is_printed_as_a_table_and_as_json() {
    let json = run(&["codes", "--json"], b"");
    assert_eq!(text(&json.stdout), include_str!("../../tests/catalog.json"));
    let codes = text(&json.stdout).matches("\"documented\":").count();
    let table = run(&["codes"], b"");
    assert_eq!(text(&table.stdout).lines().count(), 1 + codes);
    let row = "concurrencyLimit             surface    no    extension";
    assert!(text(&table.stdout).contains(row));
}

#[test]
fn what_something_in_between_answered_is_explained() {
    let output = run(&["explain", "connectionFailed"], b"");
    let explained = text(&output.stdout);
    let why = |rule: &str| {
        let mut lines = explained.lines().filter_map(|line| line.trim().split_once("  "));
        lines.find(|(name, _)| *name == rule).map(|(_, why)| why.trim())
    };
    let page = Some("a page from something in between: a firewall, a proxy, a portal");
    for phase in ["session_token", "websocket_connect", "unknown"] {
        assert_eq!(why(&format!("http.{phase}.page")), page, "{explained}");
    }
    let proxy = Some("RFC 9110: a proxy wants its own credentials");
    assert_eq!(why("http.session_token.407"), proxy);
    let refused =
        "but surface for the rule of a proxy, a portal, a page or a phrase of something in between";
    assert!(explained.contains(refused), "{explained}");
}

#[test]
fn every_code_is_explained() {
    let table = run(&["codes"], b"");
    for code in text(&table.stdout).lines().skip(1).filter_map(|line| line.split(' ').next()) {
        let output = run(&["explain", &code.to_uppercase()], b"");
        let explained = text(&output.stdout);
        assert!(output.status.success() && explained.starts_with(&format!("{code}: ")), "{code}");
        let (_, rules) = explained.split_once("rules that lead to it:\n").expect("its rules");
        assert!(rules.lines().count() >= 1, "{code}");
    }
    let unknown = run(&["explain", "sunshine"], b"");
    assert_eq!((unknown.status.code(), text(&unknown.stdout)), (Some(1), ""));
    assert!(text(&unknown.stderr).contains("`avatar-errors codes`"));
}
