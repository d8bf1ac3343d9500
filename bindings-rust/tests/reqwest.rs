//! What reqwest raises at a server that fails.

#![allow(clippy::unwrap_used)]

mod listener;

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::time::{Duration, Instant};

use avatar_errors::prelude::*;
use listener::{End, closed, listen};
use reqwest::{Client, Response};

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn client() -> Client {
    Client::builder().no_proxy().build().unwrap()
}

async fn get(url: impl fmt::Display) -> reqwest::Result<Response> {
    client().get(url.to_string()).send().await
}

fn answer(error: &(dyn Error + 'static)) -> AvatarError {
    AvatarError::from_error(error, Phase::SessionToken)
}

#[test]
fn a_request_that_finds_nobody() {
    let refused = answer(&run(get(format!("http://{}", closed()))).unwrap_err());
    assert_eq!(refused.rule(), "transport.session_token.refused");
    let unknown = answer(&run(get("http://avatar-service.invalid/")).unwrap_err());
    assert_eq!(unknown.rule(), "transport.session_token.dns");
    let cut = answer(&run(get(format!("http://{}", listen("", End::Close)))).unwrap_err());
    assert_eq!(cut.rule(), "transport.session_token.other");
    let reset = answer(&run(get(format!("http://{}", listen("", End::Reset)))).unwrap_err());
    assert_eq!(reset.rule(), "transport.session_token.reset");
    let garbage =
        answer(&run(get(format!("http://{}", listen("hello\r\n\r\n", End::Close)))).unwrap_err());
    assert_eq!(garbage.rule(), "transport.session_token.other");
}

#[test]
fn the_native_text_is_free_of_secrets() {
    let url = format!("http://{}/?sessionKey=not-a-real-token", closed());
    let error = answer(&run(get(url)).unwrap_err());
    assert!(error.message().starts_with("error sending request for url ("), "{error}");
    assert!(!error.to_json().contains("not-a-real-token"), "{error}");
}

#[test]
fn a_time_out_of_the_client_or_of_the_program() {
    let address = listen("", End::Stall);
    let limit = Duration::from_millis(100);
    let request = client().get(format!("http://{address}")).timeout(limit);
    let error = run(async { request.send().await }).unwrap_err();
    assert_eq!(answer(&error).rule(), "transport.session_token.timeout");
    let error = run(async { tokio::time::timeout(limit, get(format!("http://{address}"))).await });
    assert_eq!(answer(&error.unwrap_err()).rule(), "transport.session_token.timeout");
}

#[test]
fn what_never_leaves_is_an_argument() {
    for url in ["no url", "avatar:service"] {
        let error = answer(&run(get(url)).unwrap_err());
        assert_eq!(*error.code(), ErrorCode::InvalidRequest, "{error}");
    }
    let error = client().get("http://127.0.0.1").header("a", "\n").build().unwrap_err();
    assert_eq!(*answer(&error).code(), ErrorCode::InvalidRequest);
}

#[test]
fn redirects_without_an_end_break_the_protocol() {
    let address =
        listen("HTTP/1.1 302 Found\r\nLocation: /\r\nConnection: close\r\n\r\n", End::Close);
    let error = run(get(format!("http://{address}"))).unwrap_err();
    assert_eq!(answer(&error).rule(), "protocol.other");
}

#[test]
fn a_status_that_is_an_error() {
    let address = listen("HTTP/1.1 429 Slow\r\nContent-Length: 0\r\n\r\n", End::Close);
    let error = run(get(format!("http://{address}"))).unwrap().error_for_status().unwrap_err();
    let boxed: Box<dyn Error> = Box::new(Wrapper(Box::new(error)));
    let error = answer(&*boxed);
    assert_eq!(error.http_status(), Some(429));
    assert_eq!(*error.code(), ErrorCode::ConcurrencyLimit);
    assert!(error.message().starts_with("no token"), "{error}");
}

/// Large errors are kept in a box.
#[derive(Debug)]
struct Wrapper(Box<reqwest::Error>);

impl fmt::Display for Wrapper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no token")
    }
}

impl Error for Wrapper {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

#[test]
fn an_answer_that_does_not_decode_breaks_the_protocol() {
    let address = listen("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>", End::Close);
    let error = run(async { get(format!("http://{address}")).await?.json::<u8>().await });
    assert_eq!(answer(&error.unwrap_err()).rule(), "protocol.undecodable");
}

fn read(answer: impl Into<Vec<u8>>, end: End) -> AvatarError {
    let address = listen(answer, end);
    classify(&run(async {
        let response = get(format!("http://{address}")).await.unwrap();
        Failure::new(Phase::SessionToken).read_response(response).await
    }))
}

#[test]
fn a_response_with_its_body() {
    let head =
        "HTTP/1.1 503 Busy\r\nRetry-After: soon\r\nRetry-After: 7\r\nContent-Length: 18\r\n\r\n";
    let error = read(format!("{head}{{\"message\":\"Busy\"}}"), End::Close);
    assert_eq!(error.message(), "Busy (session_token, HTTP 503)");
    assert_eq!((error.recovery(), error.retry_after_ms()), (&Recovery::Retry, Some(7000)));
    let error = read("HTTP/1.1 204 Nothing\r\n\r\n", End::Close);
    assert_eq!((error.http_status(), error.raw_body()), (Some(204), None));
}

#[test]
fn a_body_that_breaks_off_is_dropped() {
    let error = read("HTTP/1.1 500 Oh\r\nContent-Length: 400\r\n\r\n{\"message\":\"ha", End::Close);
    assert_eq!(error.rule(), "http.session_token.5xx");
    assert_eq!(error.raw_body(), None);
    assert!(error.message().ends_with(" (session_token, HTTP 500, other)"), "{error}");
}

#[test]
fn a_body_is_waited_for_no_longer_than_two_seconds() {
    let begun = Instant::now();
    let error = read("HTTP/1.1 500 Oh\r\nContent-Length: 400\r\n\r\n{\"message\":\"ha", End::Stall);
    assert!(error.message().ends_with(" (session_token, HTTP 500, timeout)"), "{error}");
    assert_eq!(error.raw_body(), None);
    assert!((2..20).contains(&begun.elapsed().as_secs()));
}

#[test]
fn a_long_body_is_cut() {
    let head = "HTTP/1.1 500 Oh\r\nContent-Length: 1000000\r\n\r\n";
    let sent = [head.as_bytes(), &[b'x'; 65_536]].concat();
    // The rest never comes, and nobody waits for it.
    let error = read(sent, End::Stall);
    assert!(error.message().ends_with("x… (session_token, HTTP 500)"), "{error}");
}
