use fastrand::Rng;
use serde_json::{Map, Value, json};

use crate::texts;

const CODES: &[&str] = &[
    "INVALID_ARGUMENT",
    "UNAUTHENTICATED",
    "unavailable",
    "RESOURCE-EXHAUSTED",
    "NotFound",
    "OK",
    "CANCELED",
    "PERMISSION DENIED",
    "creditsExhausted",
    "app_id_mismatch",
    "session timeout",
    "insufficientBalance",
    "unknown",
    "4001",
    "4100",
    "4503",
    "503",
    "404",
    "16",
    "0",
    "-1",
    "007",
    "about:blank",
    "E_42",
    "",
];

/// A response body in any of the shapes that a service or what stands before it sends.
pub(crate) fn any(rng: &mut Rng) -> String {
    let mut body = match rng.u8(..10) {
        0..=1 => json!({ "errors": [entry(rng), entry(rng)] }).to_string(),
        2..=3 => entry(rng).to_string(),
        4 => json!({ "error": entry(rng), "code": code(rng) }).to_string(),
        5 => page(rng),
        6 => Value::String(texts::any(rng)).to_string(),
        7 => json!([entry(rng), texts::any(rng)]).to_string(),
        _ => texts::any(rng),
    };
    match rng.u8(..12) {
        0 => body = body.chars().take(rng.usize(..=body.len())).collect(),
        1 => body.insert(0, '\u{FEFF}'),
        2 => body.push_str("\r\n"),
        _ => {}
    }
    body
}

/// The server's own code.
pub(crate) fn code(rng: &mut Rng) -> Value {
    match rng.u8(..4) {
        0 => json!(rng.i64(-20..5200)),
        1 => Value::String(texts::any(rng)),
        _ => json!(texts::pick(rng, CODES)),
    }
}

fn entry(rng: &mut Rng) -> Value {
    let mut entry = Map::new();
    for key in ["id", "code", "error", "type", "title", "detail", "message", "status"] {
        if rng.u8(..5) < 2 {
            entry.insert(key.to_owned(), member(rng, key));
        }
    }
    Value::Object(entry)
}

fn member(rng: &mut Rng, key: &str) -> Value {
    match (rng.u8(..10), key) {
        (0, _) => rng.choice([Value::Null, json!(true), json!([1]), json!({})]).unwrap_or_default(),
        (_, "status") if rng.bool() => json!(rng.u16(90..610)),
        (_, "status") => json!(rng.u16(90..610).to_string()),
        (_, "id" | "code" | "error" | "type") => code(rng),
        _ => Value::String(texts::any(rng)),
    }
}

fn page(rng: &mut Rng) -> String {
    let starts =
        ["<!DOCTYPE html><html>", "<!-- x --> <HTML>", "<?xml version=\"1.0\"?><html>", "<p>"];
    let title = texts::any(rng);
    let ends = ["</title><body>token=not-a-real-token", "</TITLE >", "<", ""];
    let entity = ["&amp;", "&#x3A;", "&#0;", "&nbsp;", "&unknown;", ""];
    let [start, end, entity] =
        [&starts[..], &ends[..], &entity[..]].map(|list| texts::pick(rng, list));
    format!("{start}<title lang=en>{title}{entity}{end}")
}
