//! Reading back: an error is equal to the one that was written, byte for byte, and nothing else is an error.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod random;

use std::fs;
use std::path::Path;

use avatar_errors_core::{AvatarError, Failure, InvalidJson, Phase, classify};
use random::Random;
use serde_json::{Value, json};

/// A secret that no scanner finds in this file.
fn secret() -> String {
    ["not", "a", "real", "token", "0123456789"].join("-")
}

/// The JSON of an error, and what makes it another.
fn changed(change: impl FnOnce(&mut serde_json::Map<String, Value>)) -> String {
    let mut members = json!({
        "code": "serverError", "phase": "websocket_connect", "message": "Oops (websocket_connect, HTTP 503)",
        "http_status": 503, "recovery": "retry", "retryable": true, "alert": true,
        "rule": "http.websocket_connect.5xx",
    });
    change(members.as_object_mut().expect("an object"));
    members.to_string()
}

fn with(name: &str, value: Value) -> String {
    changed(|members| drop(members.insert(name.to_owned(), value)))
}

/// Whatever is read is what is written, and read again it stays.
fn stays(json: &str) -> String {
    let error = AvatarError::from_json(json).expect(json);
    let written = error.to_json();
    let again = AvatarError::from_json(&written).expect(&written);
    assert_eq!(again.to_json(), written);
    assert_eq!(again, error);
    written
}

fn comes_back(error: &AvatarError) {
    let json = error.to_json();
    let read = AvatarError::from_json(&json).expect(&json);
    assert_eq!(read.to_json(), json);
    assert_eq!(&read, error);
}

fn pieces(random: &mut Random) -> String {
    let secret = secret();
    let pieces = [
        "token=",
        "token: ",
        "password",
        "=null",
        ": null",
        "Bearer ",
        "\"",
        "'",
        "\\",
        ", ",
        "; ",
        "&",
        " ",
        "\n",
        "\u{202e}",
        "\u{200b}",
        "\u{ad}",
        "…",
        "[redacted]",
        "[redac",
        " (websocket_connect)",
        "(unknown, HTTP 503)",
        ", argument x",
        "Session token expired",
        "ab9",
        "0123456789abcdef",
        "é",
        "\u{1F600}",
        "\u{1b}[2J",
        "https://u:",
        "@h/",
        "x",
        "eyJhbGciOiJub25lIn0.",
        "<token>",
        "{\"api_key\":",
        "%3D",
        secret.as_str(),
    ];
    let length = [1, 3, 8, 40, 300][usize::try_from(random.below(5)).unwrap()];
    (0..=random.below(length))
        .map(|_| pieces[usize::try_from(random.below(pieces.len() as u64)).unwrap()])
        .collect()
}

#[test]
fn every_vector_comes_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors");
    let mut read = 0;
    for entry in fs::read_dir(folder).expect("tests/vectors") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let file: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        for vector in file["vectors"].as_array().expect("vectors") {
            let error = vector["error"].as_str().expect("an error");
            assert_eq!(stays(error), error, "{}", vector["name"]);
            read += 1;
        }
    }
    assert!(read >= 500, "{read} vectors read");
}

#[test]
fn whatever_was_classified_comes_back() {
    let mut random = Random(10);
    for at in 0..20_000_usize {
        let [title, detail, reason, message] = [(); 4].map(|()| pieces(&mut random));
        let [code, id, argument] = [(); 3].map(|()| pieces(&mut random));
        let phase = &Phase::ALL[at % Phase::ALL.len()];
        let mut failure = Failure::new(phase.clone()).connection_id(id.as_str());
        match random.below(8) {
            0 => failure = failure.server_detail(detail.as_str()).server_title(title.as_str()),
            1 => failure = failure.server_title(title.as_str()).server_code(code.as_str()),
            2 => failure = failure.close_code(1011).close_reason(reason.as_str()),
            3 => failure = failure.message(message.as_str()).transport("reset"),
            4 => failure = failure.invalid_argument(argument.as_str()).message(message.as_str()),
            5 => failure = failure.body(detail.as_str()).http_status(503),
            6 => {
                failure =
                    failure.protocol("other").message(message.as_str()).req_id(argument.as_str())
            }
            _ => {}
        }
        comes_back(&classify(&failure));
        let given = [code.as_str(), "idleTimeout", "ofTomorrow"][at % 3];
        comes_back(&AvatarError::given_in(
            ["unknown", "of_tomorrow"][at % 2],
            given,
            &message,
            &failure,
        ));
    }
}

#[test]
fn whatever_is_read_stays() {
    let mut random = Random(11);
    for _ in 0..20_000 {
        let texts = [
            "message",
            "server_code",
            "server_detail",
            "connection_id",
            "close_reason",
            "hint_of_tomorrow",
        ];
        stays(&changed(|members| {
            for name in texts {
                members.insert(name.to_owned(), format!("{}x", pieces(&mut random)).into());
            }
        }));
    }
}

#[test]
fn texts_are_brought_into_the_form_of_an_error() {
    let secret = secret();
    let json = stays(&changed(|members| {
        let hostile = format!("a\u{1b}[2J\r\nb\u{202e} token={secret}");
        for name in
            ["message", "server_title", "server_detail", "close_reason", "server_code", "req_id"]
        {
            members.insert(name.to_owned(), hostile.clone().into());
        }
        members.insert("connection_id".to_owned(), "c-1, req_id=forged] ERROR".into());
    }));
    assert!(
        !json.contains(&secret) && json.chars().all(|c| !c.is_control() && c != '\u{202e}'),
        "{json}"
    );
    let error = AvatarError::from_json(&json).unwrap();
    assert_eq!(error.server_title(), Some("a [2J b token=[redacted]"));
    let long = "é ".repeat(2_500_000);
    let error = AvatarError::from_json(&with("message", long.as_str().into())).unwrap();
    assert_eq!(error.message().chars().count(), 1024);
    let error = AvatarError::from_json(&with("server_code", long.as_str().into())).unwrap();
    assert_eq!(error.server_code().map(|code| code.chars().count()), Some(64));
    let error = AvatarError::from_json(&with("close_reason", long.as_str().into())).unwrap();
    assert!(error.close_reason().is_some_and(|reason| reason.len() <= 123));
    let error = AvatarError::from_json(&with("req_id", "x".repeat(5_000).into())).unwrap();
    assert_eq!(error.req_id().map(|id| id.chars().count()), Some(128));
}

#[test]
fn the_place_behind_a_message_is_kept_apart() {
    for message in [
        "Bad token: (websocket_connect, HTTP 503)",
        "Expected a Bearer (websocket_connect, HTTP 503, reset, other, argument sample_rate)",
        "password= (websocket_connect, HTTP 503, timeout)",
    ] {
        let json = with("message", message.into());
        assert_eq!(AvatarError::from_json(&json).unwrap().message(), message);
    }
    let secret = secret();
    for behind in ["quic", "argument token=", "reset, x"] {
        let message = format!("Oops (websocket_connect, HTTP 503, {behind} token={secret})");
        let error = AvatarError::from_json(&with("message", message.into())).unwrap();
        assert!(!error.message().contains(&secret), "{error}");
    }
}

#[test]
fn what_no_classification_says_is_refused_and_not_repeated() {
    let secret = secret();
    for name in ["code", "phase", "message", "recovery", "retryable", "alert", "rule"] {
        let json = changed(|members| drop(members.remove(name)));
        assert_eq!(AvatarError::from_json(&json), Err(InvalidJson::Missing { name }));
        for value in [json!(7), json!({}), json!([secret]), json!(""), json!("\u{202e}\n")] {
            let refused = AvatarError::from_json(&with(name, value));
            assert_eq!(refused, Err(InvalidJson::Value { name }));
        }
    }
    for name in ["code", "phase", "recovery", "rule"] {
        for word in ["a b", "a\n", "ü", "<script>", &"x".repeat(65), &format!("token={secret}")] {
            let refused = AvatarError::from_json(&with(name, word.into())).unwrap_err();
            assert_eq!(refused, InvalidJson::Value { name });
            assert!(!refused.to_string().contains(&secret));
        }
    }
    for (name, values) in [
        (
            "http_status",
            [json!(99), json!(600), json!(-1), json!("503"), json!(503.5), json!(70_000)],
        ),
        (
            "close_code",
            [json!(-1), json!(65_536), json!(1e300), json!("1000"), json!(true), json!([])],
        ),
        (
            "retry_after_ms",
            [json!(-1), json!(1_u64 << 53), json!(u64::MAX), json!(0.5), json!("1"), json!({})],
        ),
        ("req_id", [json!(1), json!(true), json!([]), json!({}), json!(1.5), json!(-1)]),
    ] {
        for value in values {
            assert_eq!(
                AvatarError::from_json(&with(name, value)),
                Err(InvalidJson::Value { name })
            );
        }
    }
    let greatest = with("retry_after_ms", ((1_u64 << 53) - 1).into());
    assert_eq!(AvatarError::from_json(&greatest).unwrap().retry_after_ms(), Some((1 << 53) - 1));
}

#[test]
fn what_contradicts_itself_is_refused() {
    let contradiction = |name, other| Err(InvalidJson::Contradiction { name, other });
    let refused = AvatarError::from_json(&with("retryable", false.into()));
    assert_eq!(refused, contradiction("retryable", "recovery"));
    assert_eq!(
        AvatarError::from_json(&with("alert", false.into())),
        contradiction("alert", "code")
    );
    let pairs =
        [("serverError", true), ("creditsExhausted", false), ("sessionTokenInvalid", false)];
    for (code, alert) in pairs {
        let refused = AvatarError::from_json(&changed(|members| {
            members.insert("code".to_owned(), code.into());
            members.insert("alert".to_owned(), alert.into());
            members.insert("recovery".to_owned(), "renewToken".into());
            members.insert("retryable".to_owned(), false.into());
        }));
        assert_eq!(refused, contradiction("recovery", "code"));
    }
    let recovery = with("recovery", "surface".into());
    assert_eq!(AvatarError::from_json(&recovery), contradiction("retryable", "recovery"));
    let twice = changed(|_| ()).replacen('{', r#"{"code":"unknown","#, 1);
    assert_eq!(AvatarError::from_json(&twice), Err(InvalidJson::Twice));
}

#[test]
fn absent_is_absent_however_it_is_written() {
    let plain = changed(|_| ());
    for value in [json!(null), json!(""), json!(" \n\u{202e}")] {
        assert_eq!(stays(&with("req_id", value)), stays(&plain));
    }
    assert_eq!(stays(&with("close_code", json!(null))), stays(&plain));
}

#[test]
fn members_of_a_newer_version_stay_in_their_places() {
    let json = concat!(
        r#"{"since":"v2","code":"ofTomorrow","phase":"websocket_resume","region":"eu-1","message":"New","#,
        r#""attempts":3,"share":0.25,"great":1e99,"recovery":"wait","retryable":false,"final":true,"alert":true,"#,
        r#""rule":"text.new","hint":"say \"please\" über 1 \\ 2"}"#,
    );
    assert_eq!(stays(json), json);
    let known = AvatarError::from_json(&json.replace(r#","region":"eu-1""#, "")).unwrap();
    assert_ne!(AvatarError::from_json(json).unwrap(), known);
    assert_eq!(known.clone().to_json(), known.to_json());
}

#[test]
fn members_of_a_newer_version_are_bounded_and_hold_no_secret() {
    let secret = secret();
    let plain = stays(&changed(|_| ()));
    for (name, value) in [
        ("nested", json!({"a": 1})),
        ("list", json!([1])),
        ("nothing", json!(null)),
        ("blank", json!(" ")),
        ("a key", json!(1)),
        ("<script>", json!(1)),
        ("ключ", json!(1)),
        (&"k".repeat(65), json!(1)),
    ] {
        assert_eq!(stays(&with(name, value)), plain, "{name}");
    }
    let many = changed(|members| {
        members.extend((0..100).map(|at| (format!("member_{at:03}"), at.into())));
    });
    assert_eq!(stays(&many).matches("member_").count(), 16);
    let read = stays(&with("hint", format!("é\n{}", "x".repeat(5_000_000)).into()));
    assert!(read.len() < 2_000 && read.contains(r#""hint":"é x"#), "{read}");
    for name in ["hint", "api_key", "session_token", "password"] {
        let read = stays(&with(name, format!("token={secret}").into()));
        assert!(!read.contains(&secret), "{read}");
    }
    let read = stays(&with("api_key", secret.as_str().into()));
    assert!(read.contains(r#""api_key":"[redacted]""#), "{read}");
}
