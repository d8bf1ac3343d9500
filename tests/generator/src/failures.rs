use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fastrand::Rng;
use serde_json::{Map, Value, json};

use crate::{bodies, frames, texts};

const PHASES: &[&str] = &[
    "session_token",
    "avatar_metadata",
    "avatar_assets",
    "websocket_connect",
    "websocket_handshake",
    "websocket_runtime",
    "websocket_send",
    "unknown",
    "Websocket_Connect",
];

const KEYS: &[&str] = &[
    "http_status",
    "headers",
    "body",
    "body_base64",
    "server_code",
    "server_title",
    "server_detail",
    "frame_base64",
    "close_code",
    "close_reason",
    "transport",
    "protocol",
    "invalid_argument",
    "message",
    "connection_id",
    "req_id",
];

const TRANSPORTS: &[&str] =
    &["dns", "refused", "unreachable", "reset", "tls", "timeout", "other", "pigeon", " "];

const VIOLATIONS: &[&str] = &[
    "undecodable",
    "unexpected_message",
    "text_frame",
    "missing_payload",
    "missing_connection_id",
    "missing_token",
    "rude",
];

const RETRY_AFTER: &[&str] = &[
    "0",
    "3",
    " 120 ",
    "99999999999999999999",
    "-1",
    "1.5",
    "soon",
    "",
    "Sun, 06 Nov 1994 08:49:37 GMT",
    "Sunday, 06-Nov-94 08:49:37 GMT",
    "Sun Nov  6 08:49:37 1994",
    "Fri, 30 Feb 2024 08:49:37 GMT",
];

/// Any failure.
pub(crate) fn any(rng: &mut Rng) -> Value {
    let mut failure = Map::new();
    // Fixed, so that no answer depends on when a language ran.
    failure.insert("now_ms".to_owned(), json!(784_111_700_000_i64));
    if rng.u8(..20) > 0 {
        failure.insert("phase".to_owned(), json!(texts::pick(rng, PHASES)));
    }
    if rng.u8(..3) == 0 {
        failure.insert("http_status".to_owned(), value(rng, "http_status"));
    }
    for _ in 0..rng.usize(..5) {
        let key = texts::pick(rng, KEYS);
        let value = if rng.u8(..25) == 0 { wrong(rng) } else { value(rng, key) };
        failure.insert(key.to_owned(), value);
    }
    Value::Object(failure)
}

fn value(rng: &mut Rng, key: &str) -> Value {
    match key {
        "http_status" => json!(rng.i64(90..610)),
        "headers" => headers(rng),
        "body" => Value::String(bodies::any(rng)),
        "body_base64" => {
            let body = bodies::any(rng).into_bytes();
            Value::String(base64(rng, body))
        }
        "frame_base64" => {
            let frame = frames::any(rng);
            Value::String(base64(rng, frame))
        }
        "server_code" => bodies::code(rng),
        "close_code" if rng.bool() => json!(rng.i64(998..1018)),
        "close_code" => json!(rng.i64(2990..5010)),
        "transport" => json!(texts::pick(rng, TRANSPORTS)),
        "protocol" => json!(texts::pick(rng, VIOLATIONS)),
        _ => Value::String(texts::any(rng)),
    }
}

fn headers(rng: &mut Rng) -> Value {
    let names = ["Retry-After", "retry-after", "RETRY-AFTER", "Date", "date", "Set-Cookie"];
    let mut headers = Map::new();
    for _ in 0..rng.usize(1..4) {
        let name = texts::pick(rng, &names);
        let mut one = || Value::String(texts::pick(rng, RETRY_AFTER).to_owned());
        let values = [one(), Value::Array(vec![one(), json!(7), one()])];
        headers.insert(name.to_owned(), rng.choice(values).unwrap_or_default());
    }
    Value::Object(headers)
}

/// Mostly right, sometimes with damaged bytes or not base64 at all.
fn base64(rng: &mut Rng, mut bytes: Vec<u8>) -> String {
    if rng.u8(..6) == 0 {
        bytes.extend([0xED, 0xA0, 0x80, 0xFF, 0xF0, 0x9F]);
    }
    let mut encoded = STANDARD.encode(bytes);
    if rng.u8(..12) == 0 {
        encoded.pop();
    }
    encoded
}

/// A value of another type than the contract's, or out of range.
fn wrong(rng: &mut Rng) -> Value {
    let values = [
        Value::Null,
        json!(true),
        json!(false),
        json!(-1),
        json!(0),
        json!(65_536),
        json!(401.0),
        json!(""),
        json!(" \t"),
        json!("401"),
        json!([]),
        json!(["401"]),
        json!({ "a": 1 }),
    ];
    rng.choice(values).unwrap_or_default()
}
