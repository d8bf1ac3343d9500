//! Secrets that are longer than what is read of a text at first, or than what is reported.

#![expect(clippy::expect_used, clippy::string_slice, reason = "a test that fails")]

use avatar_errors_core::{Failure, Phase, classify};

const PLANTED: &str = "horse";

/// Forms in which what comes after it decides on a value.
const FORMS: [(&str, &str, &str); 9] = [
    ("https://", "", "@host.example/x"),
    ("https://user:", "", "@host.example/x"),
    ("<password>", " ", "</password>"),
    ("<key>password</key><string>", " ", "</string>"),
    (r#"{"value":""#, "-", r#"","name":"token"}"#),
    (r#"{"name":"token","value":""#, "-", r#""}"#),
    ("password=\"", " ", "\""),
    ("token=", "", " and more"),
    ("authorization: Bearer ", "", " and more"),
];

fn told(body: &str) -> String {
    let failure = Failure::new(Phase::SessionToken).http_status(400).body(body.as_bytes());
    let error = classify(&failure);
    format!("{}\n{}", error.to_json(), error.raw_body().unwrap_or_default())
}

#[test]
fn however_long_they_are() {
    for (before, joint, after) in FORMS {
        for size in [100, 4_200, 8_000, 16_200, 17_000, 100_000, 300_000] {
            let secret = [PLANTED, joint].concat().repeat(size / (PLANTED.len() + joint.len()));
            for around in ["", "it broke: "] {
                let body = format!("{around}{before}{secret}{after}");
                let told = told(&body);
                assert!(
                    !told.contains(PLANTED),
                    "{before}…{after}, {size} bytes: {}",
                    &told[..200]
                );
            }
        }
    }
}

#[test]
fn an_ordinary_text_keeps_its_beginning() {
    for size in [4_000, 17_000, 300_000] {
        let body =
            format!("The queue is full. {}", "Nothing else is wrong here. ".repeat(size / 28));
        assert!(told(&body).contains("The queue is full."));
    }
}

/// What is not seen may stand in a key, so that only the folded text shows it.
#[test]
fn where_the_key_is_joined_at_the_cut() {
    for zero_width in [1, 100] {
        for at in 985..1_026 {
            let key = format!("pass{}word", "\u{200B}".repeat(zero_width));
            let ordinary = |size: usize| "ordinary words ".repeat(size / 15 + 1)[..size].to_owned();
            let told =
                told(&format!("{} {key}=hunter-9f8e7d6c {}", ordinary(at - 1), ordinary(6_000)));
            let detail = told.split("server_detail").nth(1).and_then(|it| it.get(..1_500));
            assert!(!detail.expect("it is told").contains("hunter"), "{zero_width} at {at}");
        }
    }
}
