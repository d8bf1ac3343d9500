//! Counts what a classification allocates: nothing but the fields of the answer.

use avatar_errors_core::{AvatarError, Failure, Phase, classify};

fn fields(error: &AvatarError) -> u64 {
    let optional = [
        error.server_code(),
        error.server_title(),
        error.server_detail(),
        error.connection_id(),
        error.req_id(),
        error.close_reason(),
        error.raw_body(),
    ];
    2 + optional.iter().flatten().count() as u64 // the error itself, and its message
}

#[test]
fn nothing_but_the_fields_of_the_answer() {
    let page = format!("<!doctype html><title>Bad gateway</title>{}", "<p>nginx</p>".repeat(160));
    let frame = [
        &[8, 4, 42, 37, 10, 3][..],
        b"c-1",
        &[18, 3],
        b"r-1",
        &[24, 14, 34, 23],
        b"driven request failed..",
    ]
    .concat();
    let cases = [
        ("structured", Failure::new(Phase::SessionToken).http_status(401).server_title("Unauthorized")),
        ("close", Failure::new(Phase::WebsocketRuntime).close_code(4001).close_reason("credits exhausted")),
        (
            "body",
            Failure::new(Phase::WebsocketConnect).http_status(400).body(
                r#"{"errors":[{"id":"INVALID_ARGUMENT","status":400,"title":"Bad","detail":"Invalid avatar"}]}"#,
            ),
        ),
        ("frame", Failure::new(Phase::WebsocketRuntime).frame(frame)),
        ("page", Failure::new(Phase::WebsocketConnect).http_status(502).body(page.as_str())),
    ];
    for (name, failure) in &cases {
        drop(classify(failure)); // the tables are made once, by the first
        let mut error = None;
        let made = allocation_counter::measure(|| error = Some(classify(failure)));
        let fields = error.as_ref().map_or(0, fields);
        assert!(
            made.count_total <= fields,
            "{name}: {} allocations, {fields} fields",
            made.count_total
        );
    }
}
