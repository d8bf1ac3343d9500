//! The service as a program and on the wire.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use avatar_errors_service::{
    drill::{self, Drills},
    scenario::{self, Scenarios},
    server::{Addresses, Service},
};
use std::{
    io::ErrorKind,
    net::TcpListener,
    process::{Command, Output},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

fn start() -> Addresses {
    let scenarios = Scenarios::read(scenario::BUILT_IN).unwrap();
    let drills = Drills::read(drill::BUILT_IN).unwrap();
    let service = Service::bind(0, scenarios, drills).unwrap();
    let addresses = service.addresses().unwrap();
    tokio::spawn(service.run());
    addresses
}

async fn connect(base: &str) -> std::io::Result<TcpStream> {
    TcpStream::connect(base.split("://").nth(1).unwrap()).await
}

/// Sends a request and reads to the end.
async fn exchange(base: &str, request: &str) -> std::io::Result<String> {
    let mut stream = connect(base).await?;
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}

fn token_request(scenario: &str) -> String {
    format!(
        "POST /s/{scenario}/session-tokens HTTP/1.1\r\nX-Api-Key: fake-key\r\n\
         Content-Length: 2\r\n\r\n{{}}"
    )
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_avatar-errors-service")).args(arguments).output().unwrap()
}

#[tokio::test]
async fn it_listens_on_loopback_only() {
    let addresses = start();
    for base in [&addresses.plain, &addresses.tls, &addresses.plain_behind_tls, &addresses.closed] {
        assert_eq!(base.split(['/', ':']).nth(3).unwrap(), "127.0.0.1", "{base}");
    }
}

#[tokio::test]
async fn it_answers_by_scenario() {
    let addresses = start();
    let answer = exchange(&addresses.plain, &token_request("token-403-plain")).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 403 \r\n"), "{answer}");
    assert!(answer.ends_with("\r\n\r\nForbidden"), "{answer}");
    let answer = exchange(&addresses.plain, &token_request("token-echoed-secret")).await.unwrap();
    assert!(answer.contains("X-Api-Key: fake-key"), "{answer}");
}

#[tokio::test]
async fn a_header_can_come_twice_and_be_huge() {
    let addresses = start();
    let answer =
        exchange(&addresses.plain, &token_request("token-429-retry-after-twice")).await.unwrap();
    assert!(answer.contains("\r\nRetry-After: soon\r\nRetry-After: 7\r\n"), "{answer}");
    let answer = exchange(&addresses.plain, &token_request("token-503-huge-header")).await.unwrap();
    let longest = answer.lines().map(str::len).max().unwrap();
    assert_eq!(longest, "X-Padding: ".len() + 1024 * 1024);
}

#[tokio::test]
async fn an_endless_body_goes_on() {
    let addresses = start();
    let mut stream = connect(&addresses.plain).await.unwrap();
    stream.write_all(token_request("token-502-endless-body").as_bytes()).await.unwrap();
    let mut received = vec![0; 4 * 1024 * 1024];
    stream.read_exact(&mut received).await.unwrap();
    assert!(!String::from_utf8(received).unwrap().contains("Content-Length"));
}

#[tokio::test]
async fn a_client_at_fault_is_told() {
    let addresses = start();
    for request in [
        token_request("no-such-scenario"),
        token_request("token-403-plain").replace("X-Api-Key", "X-Other"),
        "GET /s/connect-reset/websocket?id=a HTTP/1.1\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\n\r\n".to_owned(),
        "GET /d/no-such-drill/1/seen HTTP/1.1\r\n\r\n".to_owned(),
        "GET /d/outage/1/lunch HTTP/1.1\r\n\r\n".to_owned(),
        "gibberish\r\n\r\n".to_owned(),
    ] {
        let answer = exchange(&addresses.plain, &request).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 418 "), "{request}: {answer}");
    }
}

#[tokio::test]
async fn a_drill_answers_in_turn() {
    let Addresses { plain, .. } = start();
    let tokens = "POST /d/expired-token/1/session-tokens HTTP/1.1\r\nX-Api-Key: fake-key\r\n\r\n";
    for expected in ["HTTP/1.1 401 ", "HTTP/1.1 101 "] {
        let answer = exchange(&plain, tokens).await.unwrap();
        let token = answer.split('"').nth(3).unwrap();
        let upgrade = format!(
            "GET /d/expired-token/1/websocket HTTP/1.1\r\nX-App-ID: a\r\nX-Session-Key: {token}\r\n\r\n"
        );
        let mut stream = connect(&plain).await.unwrap();
        stream.write_all(upgrade.as_bytes()).await.unwrap();
        let mut status = vec![0; expected.len()];
        stream.read_exact(&mut status).await.unwrap();
        assert_eq!(String::from_utf8(status).unwrap(), expected);
    }
    let seen = exchange(&plain, "GET /d/expired-token/1/seen HTTP/1.1\r\n\r\n").await.unwrap();
    assert!(seen.starts_with("HTTP/1.1 200 "), "{seen}");
    assert!(seen.contains(r#""refused_tokens":0,"tokens":2,"upgrades":2"#), "{seen}");
}

#[tokio::test]
async fn a_reset_is_a_real_reset() {
    let addresses = start();
    let error = exchange(&addresses.plain, &token_request("token-reset")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    let answer = exchange(&addresses.plain, &token_request("token-no-answer")).await.unwrap();
    assert_eq!(answer, "");
}

#[tokio::test]
async fn the_closed_port_refuses() {
    let addresses = start();
    let error = connect(&addresses.closed).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectionRefused);
}

#[test]
fn a_taken_port_is_one_clear_line() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let output = run(&["--port", &address.port().to_string()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with(&format!("avatar-errors-service: cannot bind {address}: ")), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[test]
fn wrong_usage_is_one_clear_line() {
    for arguments in [
        &["--port"][..],
        &["--port", "many"],
        &["--scenarios", "missing"],
        &["--drills", "missing"],
        &["-x"],
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.starts_with("avatar-errors-service: "), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}
