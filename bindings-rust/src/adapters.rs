//! What popular libraries raise, link by link. A library is one file and a line in `ADAPTERS`;
//! nothing is decided here.

#[cfg(feature = "tungstenite")]
mod body;
mod chain;
mod io;
#[cfg(feature = "native-tls")]
mod native_tls;
mod prost;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "rustls")]
mod rustls;
#[cfg(feature = "tokio")]
mod tokio;
#[cfg(feature = "tungstenite")]
mod tungstenite;

use std::error::Error;

use crate::{AvatarError, Failure, Link, Observation, Phase, Weighed, classify};
use chain::{cast, links, text};

#[cfg(feature = "reqwest")]
pub use reqwest::ReadResponse;
#[cfg(feature = "tungstenite")]
pub use tungstenite::ReadClose;

/// What one link says; `None` for an error of another library.
type Adapter = fn(&(dyn Error + 'static)) -> Option<Failure<'static>>;

/// The first that knows a link reads it.
const ADAPTERS: &[Adapter] = &[
    #[cfg(feature = "reqwest")]
    reqwest::read,
    #[cfg(feature = "tungstenite")]
    tungstenite::read,
    #[cfg(feature = "rustls")]
    rustls::read,
    #[cfg(feature = "native-tls")]
    native_tls::read,
    #[cfg(feature = "tokio")]
    tokio::read,
    io::read,
    prost::read,
];

/// As much of a response body as is taken; the core reports far less.
#[cfg(any(feature = "reqwest", feature = "tungstenite"))]
const BODY_BYTES: usize = 64 * 1024;

/// A link that says nothing yet.
fn silent() -> Failure<'static> {
    Failure::new(Phase::Unknown)
}

/// Adds to a failure what an error of a library tells.
pub trait ReadError {
    /// Adds what an error and its causes tell; facts that were given already stay.
    ///
    /// It knows [`std::io::Error`] and `prost::DecodeError`, and with a feature
    /// of its name what `reqwest`, `tungstenite`, `rustls`, `native-tls` and
    /// `tokio` raise. The outermost link that says something decides; a broken
    /// connection of which no more is known gives way to what broke it. The error's own text
    /// is the [`message`](Failure::message), and all there is of an error of another type.
    ///
    /// It never fails, whatever the error; of a longer chain of causes it reads 32.
    ///
    /// ```
    /// use avatar_errors::prelude::*;
    /// use std::net::TcpStream;
    ///
    /// // Nothing listens there.
    /// let Err(refused) = TcpStream::connect(("127.0.0.1", 1)) else { return };
    /// let failure = Failure::new(Phase::WebsocketConnect).error(&refused).req_id("r-1");
    /// let error = classify(&failure);
    /// assert_eq!(error.code().as_str(), "connectionFailed");
    /// assert_eq!(error.rule(), "transport.websocket_connect.refused");
    /// ```
    #[must_use]
    fn error(self, error: &(dyn Error + 'static)) -> Self;
}

impl ReadError for Failure<'_> {
    fn error(self, error: &(dyn Error + 'static)) -> Self {
        links(error).enumerate().fold(self, |failure, (depth, link)| {
            let facts = ADAPTERS.iter().find_map(|read| read(link)).unwrap_or_else(silent);
            let facts = match text(link) {
                Some(text) => facts.message(text),
                None => facts,
            };
            let depth = u32::try_from(depth).unwrap_or(u32::MAX);
            let observation = Observation::new(Link::Cause, depth).facts(facts);
            failure.observation(match cast::<AvatarError>(link) {
                Some(_) => observation.classified(),
                None => observation,
            })
        })
    }
}

/// Makes an error of what a library raised.
pub trait FromError: Sized {
    /// The answer to an error of any library, read as [`ReadError::error`] does.
    ///
    /// One that is an `AvatarError`, or that one caused and that says nothing itself, is that very
    /// answer; where its code was [given](AvatarError::given) its facts are classified anew.
    ///
    /// ```
    /// use avatar_errors::prelude::*;
    /// use std::io;
    ///
    /// let reset = io::Error::from(io::ErrorKind::ConnectionReset);
    /// let error = AvatarError::from_error(&reset, Phase::WebsocketRuntime);
    /// assert_eq!(error.code().as_str(), "connectionClosed");
    /// assert_eq!(error.message(), "connection reset (websocket_runtime, reset)");
    /// assert_eq!(AvatarError::from_error(&error, Phase::Unknown), error);
    /// ```
    #[must_use]
    fn from_error(error: &(dyn Error + 'static), phase: Phase) -> Self;
}

impl FromError for AvatarError {
    fn from_error(error: &(dyn Error + 'static), phase: Phase) -> Self {
        let failure = Failure::new(phase).error(error);
        let classified = match failure.weigh() {
            Weighed::Classified(at) => links(error).nth(at).and_then(cast::<Self>),
            _ => None,
        };
        classified.map(Self::reclassified).unwrap_or_else(|| classify(&failure))
    }
}
