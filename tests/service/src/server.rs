//! The listening sockets, and what becomes of a connection.

use crate::{
    drill::Drills,
    http::{self, Request},
    scenario::{Answer, Reaction, Scenarios},
    socket,
};
use serde::Serialize;
use std::{
    error::Error,
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, crypto::ring, pki_types::PrivateKeyDer},
};

type Outcome = Result<(), Box<dyn Error + Send + Sync>>;

/// So small that a client which is not read soon cannot go on sending.
const RECEIVE_BUFFER: u32 = 64 * 1024;

/// Where clients find the service, as base URLs.
#[derive(Clone, Debug, Serialize)]
pub struct Addresses {
    /// HTTP and WebSocket.
    pub plain: String,
    /// The same with a certificate that nobody trusts.
    pub tls: String,
    /// The plain port, for clients that expect TLS.
    pub plain_behind_tls: String,
    /// A port that refuses connections.
    pub closed: String,
    /// A host name that does not exist.
    pub nowhere: &'static str,
}

/// What the service was told to do.
#[derive(Debug)]
struct Lists {
    scenarios: Scenarios,
    drills: Drills,
}

/// The service, bound to its ports.
#[derive(Debug)]
pub struct Service {
    lists: Arc<Lists>,
    plain: TcpListener,
    tls: TcpListener,
    /// Bound, so that nobody else takes the port, and never listening, so that it refuses.
    closed: TcpSocket,
}

impl Service {
    /// Binds to loopback; port 0 takes any free port.
    ///
    /// # Errors
    /// Says which address cannot be had.
    pub fn bind(port: u16, scenarios: Scenarios, drills: Drills) -> Result<Self, String> {
        Ok(Self {
            lists: Arc::new(Lists { scenarios, drills }),
            plain: listener(port)?,
            tls: listener(0)?,
            closed: bound(0)?,
        })
    }

    /// Where it can be reached.
    ///
    /// # Errors
    /// Where the system does not tell.
    pub fn addresses(&self) -> io::Result<Addresses> {
        let plain = self.plain.local_addr()?;
        Ok(Addresses {
            plain: format!("http://{plain}"),
            tls: format!("https://{}", self.tls.local_addr()?),
            plain_behind_tls: format!("https://{plain}"),
            closed: format!("http://{}", self.closed.local_addr()?),
            nowhere: "http://avatar-service.invalid",
        })
    }

    /// Serves until the process ends.
    ///
    /// # Errors
    /// Where the certificate cannot be made or a listener breaks.
    pub async fn run(self) -> Outcome {
        let acceptor = acceptor()?;
        loop {
            tokio::select! {
                accepted = self.plain.accept() => {
                    let (stream, _) = accepted?;
                    let lists = Arc::clone(&self.lists);
                    // A connection that breaks is what this service is for.
                    tokio::spawn(async move { connection(stream, &lists).await.ok() });
                }
                accepted = self.tls.accept() => {
                    let (stream, _) = accepted?;
                    let handshake = acceptor.accept(stream);
                    // A client that comes through trusts anybody: it is left without an answer.
                    tokio::spawn(async move { handshake.await.ok() });
                }
            }
        }
    }
}

fn bound(port: u16) -> Result<TcpSocket, String> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let bind = || {
        let socket = TcpSocket::new_v4()?;
        socket.set_recv_buffer_size(RECEIVE_BUFFER)?;
        // Else a restart would fail for as long as the connections of the last run linger.
        socket.set_reuseaddr(port != 0)?;
        socket.bind(address)?;
        io::Result::Ok(socket)
    };
    bind().map_err(|error| format!("cannot bind {address}: {error}"))
}

fn listener(port: u16) -> Result<TcpListener, String> {
    let socket = bound(port)?;
    socket.listen(1024).map_err(|error| format!("cannot listen on port {port}: {error}"))
}

fn acceptor() -> Result<TlsAcceptor, Box<dyn Error + Send + Sync>> {
    let names = vec!["localhost".to_owned(), Ipv4Addr::LOCALHOST.to_string()];
    let own = rcgen::generate_simple_self_signed(names)?;
    let key = PrivateKeyDer::try_from(own.signing_key.serialize_der())?;
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![own.cert.into()], key)?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}

async fn connection(mut stream: TcpStream, lists: &Lists) -> Outcome {
    let Some(request) = Request::read(&mut stream).await? else {
        return refuse(stream, "not HTTP").await;
    };
    let session_key = [request.header("x-session-key"), request.query("sessionKey")].concat();
    let app_id = [request.header("x-app-id"), request.query("appId")].concat();
    let (method, path) = (request.method.as_str(), request.path());
    match (method, path.last()) {
        ("POST", Some(&"session-tokens")) if request.header("x-api-key").is_empty() => {
            return refuse(stream, "X-Api-Key is missing").await;
        }
        ("GET", Some(&"websocket")) if session_key.is_empty() || app_id.is_empty() => {
            return refuse(stream, "app ID or session key is missing").await;
        }
        _ => {}
    }
    let reaction = match *path {
        ["s", name, resource] => {
            let carried = [
                ("api_key", request.header("x-api-key")),
                ("session_key", &session_key),
                ("target", &request.target),
            ];
            lists.scenarios.filled(name, &carried).and_then(|scenario| {
                Some(match (method, resource) {
                    ("POST", "session-tokens") => Reaction::Answer(scenario.token),
                    ("GET", "websocket") => scenario.upgraded(),
                    _ => return None,
                })
            })
        }
        ["d", drill, run, resource] => match (method, resource) {
            ("POST", "session-tokens") => lists.drills.token(drill, run),
            ("GET", "websocket") => lists.drills.upgrade(drill, run, &session_key),
            ("GET", "seen") => lists.drills.seen(drill, run),
            _ => None,
        },
        _ => None,
    };
    match reaction {
        Some(Reaction::Answer(answer)) => Ok(http::answer(stream, &answer).await?),
        Some(Reaction::Session(session)) => {
            socket::serve(stream, request.header("sec-websocket-key"), session).await
        }
        None => refuse(stream, "no such scenario, drill or resource").await,
    }
}

/// Tells a client that itself is at fault, in a way that meets no expectation.
async fn refuse(stream: TcpStream, why: &str) -> Outcome {
    let body = format!("stand-in: {why}\n");
    let answer = Answer { status: 418, body, ..Answer::default() };
    Ok(http::answer(stream, &answer).await?)
}
