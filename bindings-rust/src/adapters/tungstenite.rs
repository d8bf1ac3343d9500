use std::borrow::Cow;

use ::tungstenite::Error;
use ::tungstenite::error::{CapacityError, ProtocolError, UrlError};
use ::tungstenite::http::uri::InvalidUri;
use ::tungstenite::protocol::CloseFrame;

use super::body::Body;
use super::chain::cast;
use super::found::{Found, Response};
use crate::Failure;

pub(super) fn read<'e>(link: &'e (dyn std::error::Error + 'static), found: &mut Found<'e>) {
    let Some(error) = cast::<Error>(link) else { return };
    match error {
        Error::Http(response) => {
            let headers = response.headers();
            let body = Body::read(headers, response.body().as_deref().unwrap_or_default());
            if let Body::Broken = body {
                found.transport("other");
            }
            found.response(Response {
                status: response.status().as_u16(),
                headers: headers
                    .iter()
                    .map(|(name, value)| (name.as_str(), value.as_bytes()))
                    .collect(),
                body: if let Body::Whole(body) = body { body } else { Cow::default() },
            });
        }
        Error::Tls(_) => found.transport("tls"),
        Error::Protocol(error) => protocol(error, found),
        // Headers without end are no HTTP, a message that is too long is one.
        Error::AttackAttempt | Error::Capacity(CapacityError::TooManyHeaders) => {
            found.transport("other");
        }
        Error::Capacity(_) | Error::Utf8 { .. } => found.protocol("other"),
        // All that is left of a connection that no address accepted.
        Error::Url(UrlError::UnableToConnect(_)) => found.transport("other"),
        Error::Url(_) => found.invalid_argument("url"),
        Error::HttpFormat(error) if error.is::<InvalidUri>() => found.invalid_argument("url"),
        Error::HttpFormat(_) => found.transport("other"),
        Error::Io(_) | Error::ConnectionClosed | Error::AlreadyClosed => found.transport("other"),
        // The caller's own doing.
        Error::WriteBufferFull(_) => {}
    }
}

fn protocol<'e>(error: &'e ProtocolError, found: &mut Found<'e>) {
    match error {
        // No HTTP, or an end where something had to follow; or the caller went on after it.
        ProtocolError::HandshakeIncomplete
        | ProtocolError::HttparseError(_)
        | ProtocolError::ResetWithoutClosingHandshake
        | ProtocolError::SendAfterClosing => found.transport("other"),
        ProtocolError::InvalidHeader(name) => found.invalid_argument(name.as_str()),
        _ => found.protocol("other"),
    }
}

impl Failure<'_> {
    /// A close frame as received: `Message::Close` holds it.
    ///
    /// A close that the caller began is no failure. tungstenite hides close codes that it does not
    /// know or that nobody may send (1014 and 1006 among them): it reports 1002 in their place.
    ///
    /// ```
    /// use avatar_errors::{AvatarError, Failure, Phase, classify};
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
    #[cfg_attr(docsrs, doc(cfg(feature = "tungstenite")))]
    #[allow(elided_lifetimes_in_paths, reason = "before tungstenite 0.26 it has a lifetime")]
    pub fn close_frame(self, frame: Option<&CloseFrame>) -> Self {
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
