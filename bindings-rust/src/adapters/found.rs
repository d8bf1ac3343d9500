use std::borrow::Cow;
use std::error::Error;

use super::chain::cast;
use super::io;
use crate::Failure;

/// What the links of a chain tell, the outermost first.
#[derive(Default)]
pub(super) struct Found<'e> {
    response: Option<Response<'e>>,
    transport: Option<&'static str>,
    protocol: Option<&'static str>,
    invalid_argument: Option<&'e str>,
}

/// An answer that an error holds.
pub(super) struct Response<'e> {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'e str, &'e [u8])>,
    pub(super) body: Cow<'e, [u8]>,
}

impl<'e> Found<'e> {
    pub(super) fn read(&mut self, link: &'e (dyn Error + 'static)) {
        #[cfg(feature = "reqwest")]
        super::reqwest::read(link, self);
        #[cfg(feature = "tungstenite")]
        super::tungstenite::read(link, self);
        #[cfg(feature = "rustls")]
        if cast::<rustls::Error>(link).is_some() {
            self.transport("tls");
        }
        #[cfg(feature = "native-tls")]
        if cast::<native_tls::Error>(link).is_some() {
            self.transport("tls");
        }
        #[cfg(feature = "tokio")]
        if cast::<tokio::time::error::Elapsed>(link).is_some() {
            self.transport("timeout");
        }
        if let Some(word) = cast(link).and_then(io::word) {
            self.transport(word);
        }
        if cast::<prost::DecodeError>(link).is_some() {
            self.protocol("undecodable");
        }
    }

    /// A word that says more than `other` wins over one further out that does not.
    pub(super) fn transport(&mut self, word: &'static str) {
        if self.transport.is_none_or(|known| known == "other") {
            self.transport = Some(word);
        }
    }

    pub(super) fn protocol(&mut self, word: &'static str) {
        self.protocol.get_or_insert(word);
    }

    pub(super) fn add_to<'a>(self, mut failure: Failure<'a>) -> Failure<'a> {
        if let Some(response) = self.response {
            failure = response.add_to(failure);
        }
        failure.transport = failure.transport.or(self.transport);
        failure.protocol = failure.protocol.or(self.protocol);
        if failure.invalid_argument.is_none()
            && let Some(name) = self.invalid_argument
        {
            failure = failure.invalid_argument(name.to_owned());
        }
        failure
    }
}

#[cfg(any(feature = "reqwest", feature = "tungstenite"))]
impl<'e> Found<'e> {
    pub(super) fn response(&mut self, response: Response<'e>) {
        self.response.get_or_insert(response);
    }

    pub(super) fn invalid_argument(&mut self, name: &'e str) {
        self.invalid_argument.get_or_insert(name);
    }
}

impl Response<'_> {
    fn add_to<'a>(self, mut failure: Failure<'a>) -> Failure<'a> {
        failure.http_status = failure.http_status.or(Some(self.status));
        for (name, value) in self.headers {
            failure = failure.header(name, String::from_utf8_lossy(value).into_owned());
        }
        if failure.body.is_none() {
            failure = failure.body(self.body.into_owned());
        }
        failure
    }
}
