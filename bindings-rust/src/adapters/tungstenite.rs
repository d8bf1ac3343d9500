use ::tungstenite::Error;
use ::tungstenite::error::{CapacityError, ProtocolError, UrlError};
use ::tungstenite::http::uri::InvalidUri;
use ::tungstenite::protocol::CloseFrame;

use super::body::Body;
use super::chain::cast;
use super::silent;
use crate::Failure;

pub(super) fn read(link: &(dyn std::error::Error + 'static)) -> Option<Failure<'static>> {
    let silent = silent();
    Some(match cast::<Error>(link)? {
        Error::Http(response) => {
            let headers = response.headers();
            let mut failure = silent.http_status(response.status().as_u16().into());
            for (name, value) in headers {
                let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                failure = failure.header(name.as_str(), value);
            }
            match Body::read(headers, response.body().as_deref().unwrap_or_default()) {
                Body::Whole(body) => failure.body(body.into_owned()),
                Body::Partial => failure,
                Body::Broken => failure.transport("other"),
            }
        }
        Error::Tls(_) => silent.transport("tls"),
        Error::Protocol(error) => protocol(error),
        // Headers without end are no HTTP, a message that is too long is one.
        Error::AttackAttempt | Error::Capacity(CapacityError::TooManyHeaders) => {
            silent.transport("other")
        }
        Error::Capacity(_) | Error::Utf8 { .. } => silent.protocol("other"),
        // All that is left of a connection that no address accepted.
        Error::Url(UrlError::UnableToConnect(_)) => silent.transport("other"),
        Error::Url(_) => silent.invalid_argument("url"),
        Error::HttpFormat(error) if error.is::<InvalidUri>() => silent.invalid_argument("url"),
        Error::HttpFormat(_) | Error::Io(_) | Error::ConnectionClosed | Error::AlreadyClosed => {
            silent.transport("other")
        }
        // The caller's own doing.
        Error::WriteBufferFull(_) => silent,
    })
}

fn protocol(error: &ProtocolError) -> Failure<'static> {
    match error {
        // No HTTP, or an end where something had to follow; or the caller went on after it.
        ProtocolError::HandshakeIncomplete
        | ProtocolError::HttparseError(_)
        | ProtocolError::ResetWithoutClosingHandshake
        | ProtocolError::SendAfterClosing => silent().transport("other"),
        ProtocolError::InvalidHeader(name) => silent().invalid_argument(name.as_str().to_owned()),
        _ => silent().protocol("other"),
    }
}

/// Adds to a failure how a WebSocket of tungstenite was closed.
#[cfg_attr(docsrs, doc(cfg(feature = "tungstenite")))]
pub trait ReadClose {
    /// A close frame as received: `Message::Close` holds it.
    ///
    /// A close that the caller began is no failure. tungstenite hides close codes that it does not
    /// know or that nobody may send (1014 and 1006 among them): it reports 1002 in their place.
    ///
    /// ```
    /// use avatar_errors::prelude::*;
    /// use tungstenite::{Error, Message};
    ///
    /// fn frame(received: Result<Message, Error>) -> Result<Option<Vec<u8>>, AvatarError> {
    ///     let phase = Phase::WebsocketRuntime;
    ///     match received {
    ///         Ok(Message::Binary(frame)) => Ok(Some(frame.into())),
    ///         Ok(Message::Close(frame)) => {
    ///             Err(classify(&Failure::new(phase).close_frame(frame.as_ref())))
    ///         }
    ///         Ok(Message::Text(_)) => Err(classify(&Failure::new(phase).protocol("text_frame"))),
    ///         Ok(_) => Ok(None),
    ///         Err(error) => Err(AvatarError::from_error(&error, phase)),
    ///     }
    /// }
    ///
    /// let error = frame(Ok(Message::Close(None))).expect_err("a close");
    /// assert_eq!(error.close_code(), Some(1005));
    /// ```
    #[must_use]
    #[allow(elided_lifetimes_in_paths, reason = "before tungstenite 0.26 it has a lifetime")]
    fn close_frame(self, frame: Option<&CloseFrame>) -> Self;
}

impl ReadClose for Failure<'_> {
    #[allow(elided_lifetimes_in_paths, reason = "before tungstenite 0.26 it has a lifetime")]
    fn close_frame(self, frame: Option<&CloseFrame>) -> Self {
        match frame {
            Some(frame) => {
                let reason = (*frame.reason).to_owned();
                self.close_code(u16::from(frame.code).into()).close_reason(reason)
            }
            // What stands for a close frame without a status.
            None => self.close_code(1005),
        }
    }
}
