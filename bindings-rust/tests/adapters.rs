//! Errors of the standard library, and errors that mean no good.

#![allow(clippy::unwrap_used)]

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::sync::Arc;

use avatar_errors::prelude::*;
use prost::Message as _;

/// An error of a program's own.
#[derive(Debug)]
struct Wrapper {
    text: &'static str,
    cause: Option<Box<dyn Error + Send + Sync>>,
}

impl fmt::Display for Wrapper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text)
    }
}

impl Error for Wrapper {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as _)
    }
}

fn wrapped(text: &'static str, cause: impl Error + Send + Sync + 'static) -> Wrapper {
    Wrapper { text, cause: Some(Box::new(cause)) }
}

fn at_runtime(error: &(dyn Error + 'static)) -> AvatarError {
    AvatarError::from_error(error, Phase::WebsocketRuntime)
}

#[track_caller]
fn is(error: &(dyn Error + 'static), rule: &str) {
    assert_eq!(at_runtime(error).rule(), rule, "{error:?}");
}

#[test]
fn kinds_name_a_broken_transport() {
    use ErrorKind as Kind;
    let words = [
        (Kind::ConnectionRefused, "refused"),
        (Kind::HostUnreachable, "unreachable"),
        (Kind::NetworkUnreachable, "unreachable"),
        (Kind::NetworkDown, "unreachable"),
        (Kind::AddrNotAvailable, "unreachable"),
        (Kind::ConnectionReset, "reset"),
        (Kind::ConnectionAborted, "reset"),
        (Kind::BrokenPipe, "reset"),
        (Kind::NotConnected, "reset"),
        (Kind::TimedOut, "timeout"),
        (Kind::WouldBlock, "timeout"),
        (Kind::UnexpectedEof, "other"),
        (Kind::InvalidData, "other"),
        (Kind::PermissionDenied, "other"),
    ];
    for (kind, word) in words {
        is(&io::Error::from(kind), &format!("transport.websocket_runtime.{word}"));
    }
    for kind in [Kind::NotFound, Kind::InvalidInput, Kind::StorageFull, Kind::Other] {
        is(&io::Error::from(kind), "fallback.unknown");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn numbers_name_a_broken_transport() {
    let words = [
        (32, "reset"),
        (99, "unreachable"),
        (100, "unreachable"),
        (101, "unreachable"),
        (103, "reset"),
        (104, "reset"),
        (107, "reset"),
        (108, "reset"),
        (110, "timeout"),
        (111, "refused"),
        (112, "unreachable"),
        (113, "unreachable"),
        (24, "other"),
        (i32::MAX, "other"),
    ];
    for (number, word) in words {
        let error = io::Error::from_raw_os_error(number);
        is(&error, &format!("transport.websocket_runtime.{word}"));
    }
}

#[test]
fn a_host_that_is_not_found_is_dns() {
    let error = ("avatar-service.invalid", 443).to_socket_addrs().unwrap_err();
    is(&error, "transport.websocket_runtime.dns");
    let error = TcpStream::connect("avatar-service.invalid:443").unwrap_err();
    is(&wrapped("no session", error), "transport.websocket_runtime.dns");
}

#[test]
fn causes_are_read_through_wrappers_and_boxes() {
    let reset = || io::Error::from(ErrorKind::ConnectionReset);
    let nested: [Box<dyn Error>; 6] = [
        Box::new(wrapped("no session", reset())),
        Box::new(wrapped("no session", Box::new(reset()))),
        Box::new(wrapped("no session", Arc::new(reset()))),
        Box::new(io::Error::other(reset())),
        Box::new(io::Error::new(ErrorKind::InvalidData, wrapped("bad frame", reset()))),
        Box::new(wrapped("no session", wrapped("no frame", io::Error::other(reset())))),
    ];
    for error in &nested {
        is(&**error, "transport.websocket_runtime.reset");
    }
    let first = wrapped("", io::Error::new(ErrorKind::TimedOut, reset()));
    is(&first, "transport.websocket_runtime.timeout");
}

#[test]
fn a_frame_that_does_not_decode_breaks_the_protocol() {
    let error = decode(&[0xff]).unwrap_err();
    is(&error, "protocol.undecodable");
    is(&wrapped("no frame", error), "protocol.undecodable");
}

fn decode(bytes: &[u8]) -> Result<String, prost::DecodeError> {
    String::decode(bytes)
}

#[cfg(feature = "native-tls")]
#[test]
fn native_tls_is_told_by_type() {
    let error = native_tls::Certificate::from_der(b"none").map(drop).unwrap_err();
    is(&wrapped("no session", error), "transport.websocket_runtime.tls");
}

#[test]
fn of_any_other_error_there_is_its_text() {
    let error = at_runtime(&wrapped("token=not-a-real-token refused", wrapped("why", fmt::Error)));
    assert_eq!(*error.code(), ErrorCode::Unknown);
    assert_eq!(error.message(), "token=[redacted] refused (websocket_runtime)");
    let error = at_runtime(&wrapped("  ", wrapped("", wrapped("the cause", fmt::Error))));
    assert_eq!(error.message(), "the cause (websocket_runtime)");
}

#[test]
fn what_the_caller_gives_wins() {
    let error = wrapped("native", io::Error::from(ErrorKind::ConnectionReset));
    let given = Failure::new(Phase::WebsocketSend).transport("timeout").message("given");
    assert_eq!(classify(&given.error(&error)).message(), "given (websocket_send, timeout)",);
    let given = Failure::new(Phase::WebsocketSend).error(&error).transport("timeout");
    assert_eq!(classify(&given).message(), "native (websocket_send, timeout)");
}

#[test]
fn an_answer_stays_what_it_is() {
    let answer = classify(&Failure::new(Phase::SessionToken).http_status(402).body("Pay"));
    for error in [&answer as &(dyn Error + 'static), &wrapped("no token", answer.clone())] {
        let again = at_runtime(error);
        assert_eq!(again, answer);
        assert_eq!(again.raw_body(), Some("Pay"));
    }
}

#[test]
fn a_chain_is_read_for_32_links() {
    let chain = |links| {
        let reset = wrapped("the last", io::Error::from(ErrorKind::ConnectionReset));
        (0..links).fold(reset, |cause, _| wrapped("another", cause))
    };
    is(&chain(30), "transport.websocket_runtime.reset");
    is(&chain(31), "fallback.unknown");
    is(&chain(10_000), "fallback.unknown");
}

#[test]
fn a_text_that_fails_or_does_not_end_is_taken_as_far_as_it_gets() {
    #[derive(Debug)]
    struct Hostile(bool);

    impl fmt::Display for Hostile {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("ä no end ")?;
            if !self.0 {
                return Err(fmt::Error);
            }
            loop {
                f.write_str("ä no end ")?;
            }
        }
    }

    impl Error for Hostile {}

    assert_eq!(at_runtime(&Hostile(false)).message(), "ä no end (websocket_runtime)");
    let endless = at_runtime(&Hostile(true));
    assert!(endless.message().ends_with("… (websocket_runtime)"), "{}", endless.message());
}

#[test]
fn an_error_whose_code_was_given_is_classified_by_its_facts() {
    let facts = Failure::new(Phase::SessionToken).http_status(402);
    let given = AvatarError::given("connectionFailed", "Failed", &facts);
    let error = AvatarError::from_error(&given, Phase::Unknown);
    assert_eq!(error.code().as_str(), "billingRequired");
    let undecided = AvatarError::given("idleTimeout", "Failed", &Failure::new(Phase::Unknown));
    assert_eq!(AvatarError::from_error(&undecided, Phase::Unknown), undecided);
}
