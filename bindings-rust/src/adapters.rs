//! Facts from what popular libraries raise. No rule lives here.

#[cfg(feature = "tungstenite")]
mod body;
mod chain;
mod found;
mod io;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "tungstenite")]
mod tungstenite;

use std::error::Error;

use crate::{AvatarError, Failure, Phase, classify};
use chain::{cast, links, text};
use found::Found;

/// As much of a response body as is taken; the core reports far less.
#[cfg(any(feature = "reqwest", feature = "tungstenite"))]
const BODY_BYTES: usize = 64 * 1024;

impl Failure<'_> {
    /// Adds what an error and its causes tell; facts that were given already stay.
    ///
    /// It knows [`std::io::Error`] and [`prost::DecodeError`], and with a feature
    /// of its name what `reqwest`, `tungstenite`, `rustls`, `native-tls` and
    /// `tokio` raise. Of each kind of fact the outermost one counts, a broken
    /// transport that has a name before one that has none. The error's own text
    /// is the [`message`](Self::message), and all there is of an error of another type.
    ///
    /// It never fails, whatever the error; of a longer chain of causes it reads 32.
    ///
    /// ```
    /// use avatar_errors::{Failure, Phase, classify};
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
    pub fn error(mut self, error: &(dyn Error + 'static)) -> Self {
        let mut found = Found::default();
        for link in links(error) {
            found.read(link);
        }
        if self.message.is_none()
            && let Some(text) = links(error).find_map(text)
        {
            self.message = Some(text.into());
        }
        found.add_to(self)
    }
}

impl AvatarError {
    /// The answer to an error of any library, read as [`Failure::error`] does.
    ///
    /// One that is an `AvatarError`, or that one caused, is that very answer.
    ///
    /// ```
    /// use avatar_errors::{AvatarError, Phase};
    /// use std::io;
    ///
    /// let reset = io::Error::from(io::ErrorKind::ConnectionReset);
    /// let error = AvatarError::from_error(&reset, Phase::WebsocketRuntime);
    /// assert_eq!(error.code().as_str(), "connectionClosed");
    /// assert_eq!(error.message(), "connection reset (websocket_runtime, reset)");
    /// assert_eq!(AvatarError::from_error(&error, Phase::Unknown), error);
    /// ```
    #[must_use]
    pub fn from_error(error: &(dyn Error + 'static), phase: Phase) -> Self {
        match links(error).find_map(cast::<Self>) {
            Some(classified) => classified.clone(),
            None => classify(&Failure::new(phase).error(error)),
        }
    }
}
