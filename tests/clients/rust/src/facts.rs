//! What the libraries' errors say, as facts.

use avatar_errors::Failure;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::{
    error::Error,
    fmt,
    io::{self, ErrorKind},
    net::SocketAddr,
};
use tokio_tungstenite::tungstenite::{self, Message, error::ProtocolError, protocol::CloseFrame};

/// A host name that was not found; an `io::Error` would not tell.
#[derive(Debug)]
pub struct Unresolved(io::Error);

impl fmt::Display for Unresolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for Unresolved {}

pub struct Resolver;

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let addresses = resolve(name.as_str(), 0).await?;
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

pub async fn resolve(host: &str, port: u16) -> Result<Vec<SocketAddr>, Unresolved> {
    Ok(tokio::net::lookup_host((host, port)).await.map_err(Unresolved)?.collect())
}

/// The word for a broken transport, by the types in the chain of causes.
pub fn transport(error: &(dyn Error + 'static)) -> &'static str {
    let mut next = Some(error);
    while let Some(error) = next {
        if error.is::<Unresolved>() {
            return "dns";
        }
        if error.is::<rustls::Error>() {
            return "tls";
        }
        next = match error.downcast_ref::<io::Error>() {
            Some(io) => match (io.kind(), io.get_ref()) {
                // A wrapped error is no source of its wrapper.
                (_, Some(inner)) => Some(inner as &(dyn Error + 'static)),
                (kind, None) => return io_word(kind),
            },
            None => error.source(),
        };
    }
    "other"
}

fn io_word(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::ConnectionRefused => "refused",
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable => "unreachable",
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::BrokenPipe => {
            "reset"
        }
        ErrorKind::TimedOut => "timeout",
        _ => "other",
    }
}

/// Adds what a WebSocket error says.
pub fn websocket(failure: Failure<'static>, error: tungstenite::Error) -> Failure<'static> {
    use tungstenite::Error as E;
    match error {
        E::Http(response) => {
            let (head, body) = response.into_parts();
            http(failure, head.status.as_u16(), &head.headers).body(body.unwrap_or_default())
        }
        // No HTTP at all, or an end where something had to follow, is a broken transport.
        E::Protocol(
            ProtocolError::HandshakeIncomplete
            | ProtocolError::HttparseError(_)
            | ProtocolError::ResetWithoutClosingHandshake,
        ) => failure.transport("other"),
        E::Protocol(_) | E::Capacity(_) | E::Utf8(_) => failure.protocol("other"),
        other => failure.transport(transport(&other)),
    }
}

/// Adds the head of a response.
pub fn http(
    mut failure: Failure<'static>,
    status: u16,
    headers: &reqwest::header::HeaderMap,
) -> Failure<'static> {
    for (name, value) in headers {
        failure =
            failure.header(name.as_str(), String::from_utf8_lossy(value.as_bytes()).into_owned());
    }
    failure.http_status(status.into())
}

/// Adds what ends a session in place of a binary frame; `None` for what is to be ignored.
pub fn message(failure: Failure<'static>, message: Message) -> Option<Failure<'static>> {
    match message {
        Message::Text(_) => Some(failure.protocol("text_frame")),
        // 1005 stands for a close frame without a status.
        Message::Close(None) => Some(failure.close_code(1005)),
        Message::Close(Some(CloseFrame { code, reason })) => {
            Some(failure.close_code(u16::from(code).into()).close_reason(reason.to_string()))
        }
        _ => None,
    }
}
