use std::error::Error as _;
use std::time::Duration;

use ::reqwest::{Error, Response as Received};
use ::tokio::time::timeout;

use super::BODY_BYTES;
use super::chain::cast;
use super::{ReadError as _, silent};
use crate::Failure;

const BODY_TIME: Duration = Duration::from_secs(2);

pub(super) fn read(link: &(dyn std::error::Error + 'static)) -> Option<Failure<'static>> {
    let (silent, error) = (silent(), cast::<Error>(link)?);
    Some(if let Some(status) = error.status() {
        silent.http_status(status.as_u16().into())
    } else if error.is_builder() {
        silent.invalid_argument("request")
    } else if error.is_redirect() {
        silent.protocol("other")
    } else if error.is_decode()
        && error.source().is_some_and(|source| source.is::<serde_json::Error>())
    {
        silent.protocol("undecodable")
    } else if error.is_timeout() {
        silent.transport("timeout")
    } else if error.is_dns() {
        silent.transport("dns")
    } else {
        silent.transport("other")
    })
}

/// For versions of reqwest that do not tell; the method of one that does goes first.
#[allow(dead_code, reason = "it depends on the version")]
trait Dns {
    fn is_dns(&self) -> bool {
        false
    }
}

impl Dns for Error {}

/// Adds to a failure what a response of reqwest says.
#[cfg_attr(docsrs, doc(cfg(feature = "reqwest")))]
pub trait ReadResponse: Sized {
    /// The status and the headers of a response.
    ///
    /// ```
    /// # use avatar_errors::prelude::*;
    /// # async fn token(response: reqwest::Response) -> Result<Vec<u8>, AvatarError> {
    /// let failure = Failure::new(Phase::SessionToken).response(&response);
    /// match response.bytes().await {
    ///     Ok(body) => Ok(body.to_vec()),
    ///     Err(broken) => Err(classify(&failure.error(&broken))),
    /// }
    /// # }
    /// ```
    #[must_use]
    fn response(self, response: &Received) -> Self;

    /// A response with its body, of which it waits for 64 KB and two seconds at most.
    ///
    /// What there is of a body that breaks off or does not end in time is a matter of
    /// chance: it is dropped, and the error is [added](crate::ReadError::error). It needs the timer
    /// of tokio, as the time-outs of reqwest do.
    ///
    /// ```
    /// use avatar_errors::prelude::*;
    ///
    /// async fn token(request: reqwest::RequestBuilder) -> Result<Vec<u8>, AvatarError> {
    ///     let phase = Phase::SessionToken;
    ///     let failed = |error: reqwest::Error| AvatarError::from_error(&error, Phase::SessionToken);
    ///     let response = request.send().await.map_err(failed)?;
    ///     if !response.status().is_success() {
    ///         return Err(classify(&Failure::new(phase).read_response(response).await));
    ///     }
    ///     Ok(response.bytes().await.map_err(failed)?.to_vec())
    /// }
    /// ```
    fn read_response(self, response: Received) -> impl Future<Output = Self> + Send;
}

impl ReadResponse for Failure<'_> {
    fn response(mut self, response: &Received) -> Self {
        for (name, value) in response.headers() {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            self = self.header(name.as_str(), value);
        }
        self.http_status(response.status().as_u16().into())
    }

    async fn read_response(self, mut response: Received) -> Self {
        let failure = self.response(&response);
        match timeout(BODY_TIME, body(&mut response)).await {
            Ok(Ok(body)) => failure.body(body),
            Ok(Err(error)) => failure.error(&error),
            Err(error) => failure.error(&error),
        }
    }
}

async fn body(response: &mut Received) -> Result<Vec<u8>, Error> {
    let mut body = Vec::new();
    while body.len() < BODY_BYTES
        && let Some(part) = response.chunk().await?
    {
        body.extend_from_slice(part.get(..BODY_BYTES - body.len()).unwrap_or(&part));
    }
    Ok(body)
}
