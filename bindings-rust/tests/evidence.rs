//! Chains of real errors give the answers of the vectors, in which the same chains are written out by
//! hand: other texts, the same facts.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::unreachable, clippy::unwrap_used)]

mod listener;

use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::fs;
use std::future::{Future, pending};
use std::io::{self, ErrorKind as Kind};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use avatar_errors::prelude::*;
use listener::{End, closed, listen};
use prost::Message as _;
use serde_json::Value;
use tungstenite::error::{ProtocolError, UrlError};
use tungstenite::{Error as Ws, http};

type Boxed = Box<dyn Error + Send + Sync>;

const OUT_OF_CREDITS: &str = r#"{"message":"credits exhausted"}"#;

/// A program's own error, as `thiserror` makes it.
#[derive(Debug, thiserror::Error)]
#[error("{text}")]
struct Says {
    text: &'static str,
    #[source]
    cause: Option<Boxed>,
}

fn says(text: &'static str, cause: impl Error + Send + Sync + 'static) -> Says {
    Says { text, cause: Some(Box::new(cause)) }
}

fn mute(text: &'static str) -> Says {
    Says { text, cause: None }
}

/// One whose causes never end.
#[derive(Debug)]
struct Endless;

impl fmt::Display for Endless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("endless")
    }
}

impl Error for Endless {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self)
    }
}

/// One that cannot say what it is.
#[derive(Debug)]
struct Unspeakable(io::Error);

impl fmt::Display for Unspeakable {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Err(fmt::Error)
    }
}

impl Error for Unspeakable {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

fn io(kind: Kind) -> io::Error {
    kind.into()
}

fn reset() -> io::Error {
    io(Kind::ConnectionReset)
}

fn refused() -> io::Error {
    TcpStream::connect(closed()).unwrap_err()
}

fn no_name() -> io::Error {
    ("avatar-service.invalid", 443).to_socket_addrs().map(drop).unwrap_err()
}

/// A broken connection of which no more is known than what it was wrapped around.
fn broken(cause: impl Into<Boxed>) -> io::Error {
    io::Error::new(Kind::InvalidData, cause)
}

fn undecodable() -> prost::DecodeError {
    String::decode(&[0xff][..]).unwrap_err()
}

fn untrusted() -> rustls::Error {
    rustls::Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer)
}

fn rejected(status: u16, headers: &[(&str, &str)], body: &str) -> Ws {
    let response =
        headers.iter().fold(http::Response::builder().status(status), |built, header| {
            built.header(header.0, header.1)
        });
    Ws::Http(Box::new(response.body(Some(body.into())).unwrap()))
}

fn upgraded(answer: &str, end: End) -> Ws {
    match tungstenite::connect(format!("ws://{}/websocket", listen(answer, end))) {
        Err(error) => error,
        Ok(_) => unreachable!("the server accepted"),
    }
}

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn requested(url: impl fmt::Display) -> reqwest::Error {
    run(async {
        let client = reqwest::Client::builder().no_proxy().build()?;
        client.get(url.to_string()).send().await?.error_for_status()
    })
    .unwrap_err()
}

fn late() -> tokio::time::error::Elapsed {
    run(async { tokio::time::timeout(Duration::from_millis(1), pending::<()>()).await })
        .unwrap_err()
}

fn deep(links: usize, last: Boxed) -> Boxed {
    let another = |cause| -> Boxed { Box::new(Says { text: "another", cause: Some(cause) }) };
    (1..links).fold(last, |cause, _| another(cause))
}

/// Each with the vector that it is a case of, `evidence-` left out.
fn chains() -> Vec<(&'static str, Boxed)> {
    let shared = |error: io::Error| -> Arc<dyn Error + Send + Sync> { Arc::new(error) };
    let unauthorized = "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n";
    let deepest = anyhow::Error::new(no_name()).context("d").context("c").context("b");
    vec![
        // The standard library's.
        ("chain-one-link", reset().into()),
        ("chain-one-link-runtime", io(Kind::BrokenPipe).into()),
        ("chain-one-link-token", Arc::new(io(Kind::ConnectionAborted)).into()),
        ("wrapper-over-nothing", io(Kind::UnexpectedEof).into()),
        ("wrapper-unlisted-word-alone", io(Kind::PermissionDenied).into()),
        ("chain-timeout-over-refused", io::Error::new(Kind::TimedOut, refused()).into()),
        ("wrapper-over-dns", broken(no_name()).into()),
        ("wrapper-over-unreachable", broken(io(Kind::HostUnreachable)).into()),
        ("wrapper-over-timeout", broken(io(Kind::WouldBlock)).into()),
        ("wrapper-over-silence", broken(says("inner", mute("innermost"))).into()),
        ("wrapper-over-silence-over-reset", broken(says("x", says("y", reset()))).into()),
        ("wrapper-over-wrapper-over-tls", broken(broken(untrusted())).into()),
        // A program's own: wrapped, boxed, shared.
        ("chain-silent", says("boom", mute("bang")).into()),
        ("chain-empty", mute(" ").into()),
        ("chain-cause-of-a-silent-root", says("", refused()).into()),
        ("chain-cause-of-a-silent-root", says("no session", Box::new(refused())).into()),
        ("chain-cause-of-a-silent-root", says("no session", Arc::new(refused())).into()),
        ("chain-cause-of-a-silent-root", says("no session", shared(refused())).into()),
        ("chain-cause-of-a-silent-root", shared(refused()).into()),
        ("chain-cause-of-a-silent-root", io::Error::other(refused()).into()),
        ("chain-cause-of-a-silent-root", Unspeakable(refused()).into()),
        ("chain-cause-of-a-silent-root", anyhow::Error::new(refused()).context("no one").into()),
        ("chain-deep", deepest.context("boom").into()),
        // prost's.
        ("chain-reset-over-undecodable", io::Error::new(reset().kind(), undecodable()).into()),
        (
            "wrapper-first-word-beneath-decides",
            broken(io::Error::new(reset().kind(), undecodable())).into(),
        ),
        // rustls's and tokio's.
        ("wrapper-over-tls", broken(untrusted()).into()),
        ("chain-timeout-over-refused", says("too late", late()).into()),
        // tungstenite's.
        ("chain-status", rejected(401, &[], "").into()),
        ("chain-status", upgraded(unauthorized, End::Close).into()),
        ("chain-reset-over-status", io::Error::new(reset().kind(), rejected(401, &[], "")).into()),
        (
            "chain-whole-answer",
            says("Too Many", rejected(429, &[("Retry-After", "7")], r#"{"detail":"slow down"}"#))
                .into(),
        ),
        ("wrapper-over-reset", upgraded("", End::Reset).into()),
        ("wrapper-over-status", broken(rejected(401, &[], "")).into()),
        ("wrapper-over-status", Ws::Io(io::Error::other(rejected(401, &[], ""))).into()),
        ("wrapper-over-answer", broken(rejected(402, &[], OUT_OF_CREDITS)).into()),
        ("wrapper-over-argument", broken(Ws::Url(UrlError::NoHostName)).into()),
        (
            "wrapper-over-violation-other",
            broken(Ws::Protocol(ProtocolError::UnmaskedFrameFromClient)).into(),
        ),
        ("wrapper-over-nothing", Ws::ConnectionClosed.into()),
        ("wrapper-over-wrapper", Ws::Io(io(Kind::UnexpectedEof)).into()),
        ("wrapper-over-wrapper-over-tls", Ws::Io(broken(untrusted())).into()),
        (
            "wrapper-beneath-a-silent-root",
            anyhow::Error::new(Ws::Io(reset())).context("no session").into(),
        ),
        (
            "wrapper-is-a-specific-word-not",
            io::Error::new(Kind::TimedOut, rejected(401, &[], "")).into(),
        ),
        (
            // The body is not framed as its headers say.
            "wrapper-with-status-is-none",
            rejected(502, &[("Transfer-Encoding", "chunked")], "no size\r\n").into(),
        ),
        // reqwest's.
        ("wrapper-over-refused", requested(format!("http://{}", closed())).into()),
        ("wrapper-over-dns", requested("http://avatar-service.invalid/").into()),
        ("wrapper-over-reset", requested(format!("http://{}", listen("", End::Reset))).into()),
        ("wrapper-over-nothing", requested(format!("http://{}", listen("", End::Close))).into()),
        ("chain-status", requested(format!("http://{}", listen(unauthorized, End::Close))).into()),
        // As long as a chain may be.
        ("chain-one-link", deep(32, reset().into())),
        ("chain-silent", deep(33, reset().into())),
        ("chain-silent", deep(10_000, reset().into())),
        ("chain-silent", Endless.into()),
        ("wrapper-over-silence", broken(Endless).into()),
    ]
}

fn vectors() -> HashMap<String, Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors/evidence.json");
    let file: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let vectors = file["vectors"].as_array().unwrap().iter();
    vectors.map(|vector| (vector["name"].as_str().unwrap().to_owned(), vector.clone())).collect()
}

/// What a vector says, and in which phase.
fn expected(vectors: &HashMap<String, Value>, name: &str) -> (AvatarError, Phase) {
    let vector = vectors.get(&format!("evidence-{name}")).expect(name);
    let error = AvatarError::from_json(vector["error"].as_str().unwrap()).unwrap();
    (error, Phase::from(vector["failure"]["phase"].as_str().unwrap()))
}

/// The canonical JSON but for the message, and what the message says besides the text.
fn facts(error: &AvatarError) -> (Value, String) {
    let mut json: Value = serde_json::from_str(&error.to_json()).unwrap();
    let message = json.as_object_mut().unwrap().remove("message").unwrap();
    let (_, place) = message.as_str().unwrap().rsplit_once(" (").unwrap();
    (json, place.to_owned())
}

#[test]
fn real_chains_give_the_answers_of_the_vectors() {
    let vectors = vectors();
    let chains = chains();
    for (at, (name, chain)) in chains.iter().enumerate() {
        let (expected, phase) = expected(&vectors, name);
        let error = AvatarError::from_error(chain.as_ref(), phase);
        assert_eq!(facts(&error), facts(&expected), "{at}, {name}: {chain:?}");
    }
    println!("{} chains of real errors", chains.len());
    assert!(chains.len() >= 50);
}

#[test]
fn a_text_is_that_of_the_outermost_link_that_has_one() {
    let inner = || io::Error::new(Kind::ConnectionReset, "inner");
    let chains: [(&str, Boxed); 4] = [
        ("message-of-the-root", says("root", inner()).into()),
        ("message-of-the-deciding-link", says("", inner()).into()),
        ("message-blank", says(" \t", inner()).into()),
        ("message-server-words-first", says("root", rejected(402, &[], OUT_OF_CREDITS)).into()),
    ];
    let vectors = vectors();
    for (name, chain) in chains {
        let (expected, phase) = expected(&vectors, name);
        assert_eq!(AvatarError::from_error(chain.as_ref(), phase), expected, "{name}");
    }
}

#[test]
fn what_the_caller_knows_wins_field_by_field() {
    let inner = || io::Error::new(Kind::ConnectionReset, "inner");
    let at = || Failure::new(Phase::WebsocketConnect);
    let slower = rejected(429, &[("Retry-After", "7")], "");
    let chains: [(&str, Failure<'_>, Boxed); 7] = [
        ("caller-status", at().http_status(402), rejected(500, &[], "").into()),
        (
            "caller-status-with-body-of-a-link",
            at().http_status(402),
            rejected(500, &[], OUT_OF_CREDITS).into(),
        ),
        ("caller-headers", at().header("retry-after", "9"), slower.into()),
        ("caller-transport", at().transport("tls"), reset().into()),
        ("caller-transport-other", at().transport("other"), reset().into()),
        ("caller-message", at().message("outer"), inner().into()),
        ("caller-does-not-decide", at().close_code(1011), broken(rejected(401, &[], "")).into()),
    ];
    let vectors = vectors();
    for (name, given, chain) in chains {
        let error = classify(&given.error(chain.as_ref()));
        assert_eq!(facts(&error), facts(&expected(&vectors, name).0), "{name}");
    }
}

#[test]
fn a_link_that_is_an_answer_already_is_that_answer_where_it_decides() {
    let answer = classify(&Failure::new(Phase::SessionToken).http_status(402).body("Pay"));
    let link = || answer.clone();
    let shared: Arc<dyn Error + Send + Sync> = Arc::new(link());
    let chains: [Boxed; 10] = [
        link().into(),
        Box::new(link()).into(),
        Arc::new(link()).into(),
        shared.into(),
        says("no session", link()).into(),
        says("no session", Box::new(link())).into(),
        io::Error::other(link()).into(),
        anyhow::Error::new(link()).context("no session").into(),
        // Beneath what is only a wrapper.
        broken(link()).into(),
        Ws::Io(io::Error::other(says("no session", link()))).into(),
    ];
    for chain in &chains {
        let again = AvatarError::from_error(chain.as_ref(), Phase::WebsocketRuntime);
        assert_eq!((&again, again.raw_body()), (&answer, Some("Pay")), "{chain:?}");
    }
    let reset = io::Error::new(Kind::ConnectionReset, link());
    let error = AvatarError::from_error(&reset, Phase::WebsocketRuntime);
    assert_eq!(error.rule(), "transport.websocket_runtime.reset", "what is outside says more");
}

#[test]
fn a_transparent_variant_hides_the_error_that_it_holds() {
    #[derive(Debug, thiserror::Error)]
    enum Failed {
        #[error(transparent)]
        Hidden(#[from] Boxed),
        #[error("no session")]
        Seen(#[source] Boxed),
    }

    let rule =
        |error: Failed| AvatarError::from_error(&error, Phase::WebsocketConnect).rule().to_owned();
    assert_eq!(rule(Failed::Hidden(reset().into())), "fallback.unknown");
    assert_eq!(
        rule(Failed::Hidden(says("x", reset()).into())),
        "transport.websocket_connect.reset"
    );
    assert_eq!(rule(Failed::Seen(reset().into())), "transport.websocket_connect.reset");
}
