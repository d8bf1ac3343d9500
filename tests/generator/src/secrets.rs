use serde_json::{Value, json};

use crate::corpus::{ORDINARY, SECRETS, samples};

/// The samples of the corpus, as a server's words and as a body.
pub(crate) fn failures() -> impl Iterator<Item = Value> {
    let files = SECRETS.into_iter().chain(ORDINARY);
    files.flat_map(|(_, file)| samples(file)).flat_map(|sample| {
        let now_ms = 784_111_700_000_i64;
        [
            json!({"phase": "session_token", "now_ms": now_ms, "server_detail": sample.text, "req_id": sample.text}),
            json!({"phase": "websocket_connect", "now_ms": now_ms, "http_status": 401, "body": sample.text}),
        ]
    })
}
