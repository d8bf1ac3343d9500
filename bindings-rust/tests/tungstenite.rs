//! What tungstenite raises at a server that fails.

#![allow(clippy::string_slice, clippy::unreachable, clippy::unwrap_used)]

mod listener;

use std::error::Error as _;
use std::io;
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use avatar_errors::prelude::*;
use listener::{End, closed, listen};
use tungstenite::protocol::{CloseFrame, Role, WebSocketConfig};
use tungstenite::{Error, Message, WebSocket, client, http};

fn connect(address: SocketAddr) -> AvatarError {
    let Err(error) = tungstenite::connect(format!("ws://{address}/websocket")) else {
        unreachable!("the server accepted");
    };
    AvatarError::from_error(&error, Phase::WebsocketConnect)
}

#[test]
fn a_rejected_upgrade_tells_what_the_server_said() {
    let answer = "HTTP/1.1 401 No\r\nRetry-After: 3\r\nContent-Length: 38\r\n\r\n\
                  {\"message\":\"Session token is expired\"}";
    let error = connect(listen(answer, End::Close));
    assert_eq!(error.message(), "Session token is expired (websocket_connect, HTTP 401)");
    assert_eq!(*error.recovery(), Recovery::RenewToken);
    assert_eq!(error.retry_after_ms(), Some(3000));
}

#[test]
fn the_body_of_a_rejected_upgrade_is_taken_whole_or_not_at_all() {
    let chunks = "6\r\n{\"mess\r\n5;a=b\r\nage\":\r\n7\r\n\"Busy\"}\r\n0\r\n\r\n";
    let long = format!("11000\r\n{}", "x".repeat(0x9000));
    let cases = [
        ("Content-Length: 18", "{\"message\":\"Busy\"}", "Busy (websocket_connect, HTTP 503)"),
        ("Content-Length: 4", "Busy, and more", "Busy (websocket_connect, HTTP 503)"),
        ("Connection: close", "Busy", "Busy (websocket_connect, HTTP 503)"),
        ("Content-Length: 40", "{\"message\":\"Bu", "HTTP error: 503"),
        ("Transfer-Encoding: gzip, Chunked", chunks, "Busy (websocket_connect, HTTP 503)"),
        ("Transfer-Encoding: chunked", "0\r\n\r\n", "HTTP error: 503"),
        ("Transfer-Encoding: chunked", "6\r\n{\"mess\r\n5\r\nage", "HTTP error: 503"),
        ("Transfer-Encoding: chunked", "4\r\nBusy", "HTTP error: 503"),
        ("Transfer-Encoding: chunked", &long, "HTTP error: 503"),
    ];
    for (header, body, message) in cases {
        let answer = format!("HTTP/1.1 503 Busy\r\n{header}\r\n\r\n{body}");
        let error = connect(listen(answer, End::Close));
        assert!(error.message().starts_with(message), "{error}");
        assert!(error.message().ends_with(" (websocket_connect, HTTP 503)"), "{error}");
    }
    for body in ["4\r\nBusy and\r\n0\r\n\r\n", "many\r\nBusy", "+4\r\nBusy\r\n0\r\n\r\n", "\r\n"] {
        let answer = format!("HTTP/1.1 503 Busy\r\nTransfer-Encoding: chunked\r\n\r\n{body}");
        let error = connect(listen(answer, End::Close));
        assert!(error.message().ends_with(" (websocket_connect, HTTP 503, other)"), "{error}");
    }
}

#[test]
fn a_long_body_is_cut() {
    let rejected = |header: &str, body: String| {
        let mut response = http::Response::new(Some(body.into_bytes()));
        *response.status_mut() = http::StatusCode::SERVICE_UNAVAILABLE;
        let (name, value) = header.split_once(": ").unwrap();
        let name: http::HeaderName = name.parse().unwrap();
        response.headers_mut().insert(name, value.parse().unwrap());
        let error = Error::Http(response.into());
        AvatarError::from_error(&error, Phase::WebsocketConnect)
    };
    let half = "x".repeat(65_536);
    for (header, body) in [
        ("Content-Length: 200000", half.repeat(2)),
        ("Connection: close", half.repeat(2)),
        ("Transfer-Encoding: chunked", format!("20000\r\n{half}")),
        ("Transfer-Encoding: chunked", format!("8000\r\n{0}\r\n8000\r\n{0}\r\n1", &half[..0x8000])),
    ] {
        let error = rejected(header, body);
        assert!(error.message().ends_with("x… (websocket_connect, HTTP 503)"), "{error}");
    }
}

#[test]
fn an_answer_that_is_none() {
    let accepted = "HTTP/1.1 101 Go\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\
                    Sec-WebSocket-Accept: no\r\n\r\n";
    let many = format!("HTTP/1.1 200 OK\r\n{}\r\n", "A: b\r\n".repeat(500));
    let endless = format!("HTTP/1.1 200 OK\r\nA: {}", "b".repeat(1_000_000));
    let cases = [
        (connect(listen(accepted, End::Close)), "protocol.other"),
        (connect(listen("hello\r\n\r\n", End::Close)), "transport.websocket_connect.other"),
        (connect(listen(many, End::Close)), "transport.websocket_connect.other"),
        (connect(listen(endless, End::Close)), "transport.websocket_connect.other"),
        (connect(listen("HTTP/1.1 2", End::Close)), "transport.websocket_connect.other"),
        (connect(listen("", End::Reset)), "transport.websocket_connect.reset"),
        // Where all addresses refuse, tungstenite itself drops the reason.
        (connect(closed()), "transport.websocket_connect.other"),
    ];
    for (error, rule) in cases {
        assert_eq!(error.rule(), rule, "{error}");
    }
}

#[test]
fn what_never_leaves_is_an_argument() {
    let bare = http::Request::builder().uri("ws://127.0.0.1/").body(()).unwrap();
    let stream = TcpStream::connect(listen("", End::Stall)).unwrap();
    let Err(tungstenite::HandshakeError::Failure(header)) = client(bare, stream) else {
        unreachable!("sent without a key");
    };
    let url = |url: &str| tungstenite::connect(url).map(drop).unwrap_err();
    let cases =
        [(url("https://127.0.0.1"), "url"), (url("no url"), "url"), (header, "sec-websocket-key")];
    for (error, name) in cases {
        let error = AvatarError::from_error(&error, Phase::WebsocketConnect);
        assert_eq!(*error.code(), ErrorCode::InvalidRequest, "{error}");
        assert!(error.message().ends_with(&format!(", argument {name})")), "{error}");
    }
}

/// A socket behind the upgrade, and what it reads first.
fn socket(sent: &[u8], end: End) -> WebSocket<TcpStream> {
    let stream = TcpStream::connect(listen(sent, end)).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
    io::Write::write_all(&mut &stream, b"\r\n\r\n").unwrap();
    let mut config = WebSocketConfig::default();
    config.max_message_size = Some(100);
    config.max_frame_size = Some(100);
    WebSocket::from_raw_socket(stream, Role::Client, Some(config))
}

#[test]
fn a_session_that_ends_without_a_close_frame() {
    let cases: [(&[u8], End, &str); 9] = [
        (&[], End::Close, "transport.websocket_runtime.other"),
        (&[0x82, 9, 1], End::Close, "transport.websocket_runtime.other"),
        (&[], End::Reset, "transport.websocket_runtime.reset"),
        (&[], End::Stall, "transport.websocket_runtime.timeout"),
        (&[0x81, 1, 0xff], End::Close, "protocol.other"),
        (&[0x83, 0], End::Close, "protocol.other"),
        (&[0xc2, 0], End::Close, "protocol.other"),
        (&[0x82, 126, 1, 0], End::Close, "protocol.other"),
        (&[0x88, 1, 0], End::Close, "protocol.other"),
    ];
    for (sent, end, rule) in cases {
        let error = socket(sent, end).read().unwrap_err();
        assert_eq!(
            AvatarError::from_error(&error, Phase::WebsocketRuntime).rule(),
            rule,
            "{error}"
        );
    }
}

#[test]
fn a_close_frame_is_read() {
    let close = |sent: &[u8]| {
        let mut socket = socket(sent, End::Close);
        let Message::Close(frame) = socket.read().unwrap() else { unreachable!("no close") };
        let failure = Failure::new(Phase::WebsocketRuntime).close_frame(frame.as_ref());
        (classify(&failure), socket.read().unwrap_err(), socket.read().unwrap_err())
    };
    let (error, closed, again) = close(b"\x88\x13\x0f\xa1credits exhausted");
    assert_eq!(*error.code(), ErrorCode::CreditsExhausted);
    assert_eq!((error.close_code(), error.close_reason()), (Some(4001), Some("credits exhausted")));
    for error in [closed, again] {
        assert!(matches!(error, Error::ConnectionClosed | Error::AlreadyClosed), "{error}");
        let error = AvatarError::from_error(&error, Phase::WebsocketRuntime);
        assert_eq!(error.rule(), "transport.websocket_runtime.other");
    }
    let (error, ..) = close(&[0x88, 0]);
    assert_eq!((error.close_code(), error.close_reason()), (Some(1005), None));
}

#[test]
fn every_listed_close_code_is_read() {
    for code in [1000, 1001, 1008, 1011, 1012, 1013, 3000, 4000, 4001, 4010, 4503, 4999] {
        let frame = CloseFrame { code: code.into(), reason: "".into() };
        let error = classify(&Failure::new(Phase::WebsocketRuntime).close_frame(Some(&frame)));
        assert_eq!(error.close_code(), Some(code));
    }
}

#[test]
fn tls_is_told_by_type() {
    let untrusted = rustls::Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer);
    // As tokio-rustls hands it on.
    let error = Error::Io(io::Error::new(io::ErrorKind::InvalidData, untrusted));
    assert!(error.source().is_some());
    let error = AvatarError::from_error(&error, Phase::WebsocketConnect);
    assert_eq!(error.rule(), "transport.websocket_connect.tls");
    assert_eq!(*error.recovery(), Recovery::Surface);
    let ended = Error::Io(io::ErrorKind::UnexpectedEof.into());
    let error = AvatarError::from_error(&ended, Phase::WebsocketConnect);
    assert_eq!(error.rule(), "transport.websocket_connect.other");
}

#[test]
fn a_full_buffer_is_the_callers() {
    let error = Error::WriteBufferFull(Box::new(Message::binary(vec![0])));
    let error = AvatarError::from_error(&error, Phase::WebsocketSend);
    assert_eq!(error.rule(), "fallback.unknown");
}
