use std::borrow::Cow;
use std::error::Error as _;
use std::time::Duration;

use ::reqwest::{Error, Response as Received};
use tokio::time::timeout;

use super::BODY_BYTES;
use super::chain::cast;
use super::found::{Found, Response};
use crate::Failure;

const BODY_TIME: Duration = Duration::from_secs(2);

pub(super) fn read<'e>(link: &'e (dyn std::error::Error + 'static), found: &mut Found<'e>) {
    let Some(error) = cast::<Error>(link) else { return };
    if let Some(status) = error.status() {
        found.response(Response {
            status: status.as_u16(),
            headers: Vec::new(),
            body: Cow::default(),
        });
    } else if error.is_builder() {
        found.invalid_argument("request");
    } else if error.is_redirect() {
        found.protocol("other");
    } else if error.is_decode()
        && error.source().is_some_and(|source| source.is::<serde_json::Error>())
    {
        found.protocol("undecodable");
    } else if error.is_timeout() {
        found.transport("timeout");
    } else if error.is_dns() {
        found.transport("dns");
    } else {
        found.transport("other");
    }
}

/// For versions of reqwest that do not tell; the method of one that does goes first.
#[allow(dead_code, reason = "it depends on the version")]
trait Dns {
    fn is_dns(&self) -> bool {
        false
    }
}

impl Dns for Error {}

impl Failure<'_> {
    /// The status and the headers of a response.
    ///
    /// ```
    /// # use avatar_errors::{AvatarError, Failure, Phase, classify};
    /// # async fn token(response: reqwest::Response) -> Result<Vec<u8>, AvatarError> {
    /// let failure = Failure::new(Phase::SessionToken).response(&response);
    /// match response.bytes().await {
    ///     Ok(body) => Ok(body.to_vec()),
    ///     Err(broken) => Err(classify(&failure.error(&broken))),
    /// }
    /// # }
    /// ```
    #[must_use]
    #[cfg_attr(docsrs, doc(cfg(feature = "reqwest")))]
    pub fn response(mut self, response: &Received) -> Self {
        for (name, value) in response.headers() {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            self = self.header(name.as_str(), value);
        }
        self.http_status(response.status().as_u16().into())
    }

    /// A response with its body, of which it waits for 64 KB and two seconds at most.
    ///
    /// What there is of a body that breaks off or does not end in time is a matter of
    /// chance: it is dropped, and the error is [added](Self::error). It needs the timer
    /// of tokio, as the time-outs of reqwest do.
    ///
    /// ```
    /// use avatar_errors::{AvatarError, Failure, Phase, classify};
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
    #[cfg_attr(docsrs, doc(cfg(feature = "reqwest")))]
    pub async fn read_response(self, mut response: Received) -> Self {
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
