use std::borrow::Cow;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{Headers, Observation, Payload};
use crate::text::is_blank;
use crate::with_facts;
use crate::words::{Fallback, Phase, TRANSPORTS, VIOLATIONS};

const OTHER: &str = "other";

/// The raw facts of what happened: the input of [`classify`](crate::classify).
///
/// Every fact but the phase is optional, and every value is taken: one that is
/// out of range or blank counts as not given. Texts are borrowed where possible.
///
/// ```
/// # extern crate avatar_errors_core as avatar_errors;
/// use avatar_errors::{ErrorCode, Failure, Phase, Recovery, classify};
///
/// let failure = Failure::new(Phase::WebsocketConnect)
///     .http_status(401)
///     .body(r#"{"message":"Session token expired"}"#);
/// let error = classify(&failure);
/// assert_eq!(*error.code(), ErrorCode::SessionTokenExpired);
/// assert_eq!(*error.recovery(), Recovery::RenewToken);
/// assert_eq!(error.message(), "Session token expired (websocket_connect, HTTP 401)");
/// ```
#[derive(Clone)]
pub struct Failure<'a> {
    pub(crate) phase: Phase,
    pub(crate) http_status: Option<u16>,
    pub(crate) headers: Headers<'a>,
    pub(crate) body: Option<Payload<'a>>,
    pub(crate) server_code: Option<Cow<'a, str>>,
    pub(crate) server_title: Option<Cow<'a, str>>,
    pub(crate) server_detail: Option<Cow<'a, str>>,
    pub(crate) frame: Option<FrameBytes<'a>>,
    pub(crate) close_code: Option<u16>,
    pub(crate) close_reason: Option<Cow<'a, str>>,
    pub(crate) transport: Option<&'static str>,
    pub(crate) protocol: Option<&'static str>,
    pub(crate) invalid_argument: Option<Cow<'a, str>>,
    pub(crate) message: Option<Cow<'a, str>>,
    pub(crate) prefix: Option<Cow<'a, str>>,
    pub(crate) fallback: Option<Fallback>,
    pub(crate) connection_id: Option<Cow<'a, str>>,
    pub(crate) req_id: Option<Cow<'a, str>>,
    pub(crate) now_ms: Option<i64>,
    pub(super) evidence: Vec<Observation<'a>>,
}

/// A binary frame, or base64 that was none.
#[derive(Clone)]
pub(crate) enum FrameBytes<'a> {
    Received(Cow<'a, [u8]>),
    Undecodable,
}

impl<'a> Failure<'a> {
    /// A failure of which no more is known than where it happened.
    #[must_use]
    pub fn new(phase: Phase) -> Self {
        Self {
            phase: if let Phase::Unlisted(_) = phase { Phase::Unknown } else { phase },
            http_status: None,
            headers: Headers::default(),
            body: None,
            server_code: None,
            server_title: None,
            server_detail: None,
            frame: None,
            close_code: None,
            close_reason: None,
            transport: None,
            protocol: None,
            invalid_argument: None,
            message: None,
            prefix: None,
            fallback: None,
            connection_id: None,
            req_id: None,
            now_ms: None,
            evidence: Vec::new(),
        }
    }

    /// The caller's clock, for a platform that has none: it counts where no `now_ms` is given.
    #[must_use]
    pub fn or_now_ms(mut self, now_ms: i64) -> Self {
        self.now_ms.get_or_insert(now_ms);
        self
    }

    /// A binary WebSocket frame as received.
    #[must_use]
    pub fn frame(mut self, frame: impl Into<Cow<'a, [u8]>>) -> Self {
        self.frame = Some(FrameBytes::Received(frame.into()));
        self
    }
}

macro_rules! setter {
    ($(#[$doc:meta])+ http_status integer) => {
        $(#[$doc])+
        #[must_use]
        pub fn http_status(mut self, status: i64) -> Self {
            self.http_status = u16::try_from(status).ok().filter(|s| (100..600).contains(s));
            self
        }
    };
    ($(#[$doc:meta])+ close_code integer) => {
        $(#[$doc])+
        #[must_use]
        pub fn close_code(mut self, code: i64) -> Self {
            self.close_code = u16::try_from(code).ok();
            self
        }
    };
    ($(#[$doc:meta])+ now_ms integer) => {
        $(#[$doc])+
        #[must_use]
        pub fn now_ms(mut self, now_ms: i64) -> Self {
            self.now_ms = Some(now_ms);
            self
        }
    };
    ($(#[$doc:meta])+ headers headers) => {
        $(#[$doc])+ /// Call it once for each value.
        #[must_use]
        pub fn header(mut self, name: &str, value: impl Into<Cow<'a, str>>) -> Self {
            let value = not_blank(value.into());
            if let Some(values) = self.headers.values(name) {
                values.extend(value);
            }
            self
        }
    };
    ($(#[$doc:meta])+ body payload) => {
        $(#[$doc])+
        #[must_use]
        pub fn body(mut self, body: impl Into<Payload<'a>>) -> Self {
            let body = body.into();
            if !body.is_blank() {
                self.body = Some(body);
            }
            self
        }
    };
    ($(#[$doc:meta])+ body_base64 base64) => {
        $(#[$doc])+
        #[must_use]
        pub fn body_base64(self, body: &str) -> Self {
            match STANDARD.decode(body) {
                Ok(bytes) if self.body.is_none() => self.body(bytes),
                _ => self,
            }
        }
    };
    ($(#[$doc:meta])+ frame_base64 base64) => {
        $(#[$doc])+
        #[must_use]
        pub fn frame_base64(mut self, frame: &str) -> Self {
            if !frame.is_empty() && is_blank(frame) {
                return self;
            }
            self.frame = Some(match STANDARD.decode(frame) {
                Ok(bytes) => FrameBytes::Received(bytes.into()),
                Err(_) => FrameBytes::Undecodable,
            });
            self
        }
    };
    ($(#[$doc:meta])+ transport text) => {
        $(#[$doc])+
        #[must_use]
        pub fn transport(mut self, word: &str) -> Self {
            self.transport = listed(TRANSPORTS.iter().map(|(word, _)| *word), word);
            self
        }
    };
    ($(#[$doc:meta])+ protocol text) => {
        $(#[$doc])+
        #[must_use]
        pub fn protocol(mut self, word: &str) -> Self {
            self.protocol = listed(VIOLATIONS.iter().map(|row| row.word), word);
            self
        }
    };
    ($(#[$doc:meta])+ fallback text) => {
        $(#[$doc])+
        #[must_use]
        pub fn fallback(mut self, word: &str) -> Self {
            self.fallback = Fallback::from_name(word);
            self
        }
    };
    ($(#[$doc:meta])+ $name:ident $kind:ident) => {
        $(#[$doc])+
        #[must_use]
        pub fn $name(mut self, $name: impl Into<Cow<'a, str>>) -> Self {
            self.$name = not_blank($name.into());
            self
        }
    };
}

macro_rules! setters {
    ($($(#[$doc:meta])+ $name:ident $kind:ident;)+) => {
        impl<'a> Failure<'a> {
            $(setter! { $(#[$doc])+ $name $kind })+
        }
    };
}

with_facts!(setters);

fn not_blank(text: Cow<'_, str>) -> Option<Cow<'_, str>> {
    Some(text).filter(|text| !is_blank(text))
}

/// The listed word, `other` for one that is not, `None` for a blank one.
fn listed(mut words: impl Iterator<Item = &'static str>, given: &str) -> Option<&'static str> {
    (!is_blank(given)).then(|| words.find(|word| *word == given).unwrap_or(OTHER))
}

/// The phase only: the facts may hold secrets.
impl fmt::Debug for Failure<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Failure").field("phase", &self.phase).finish_non_exhaustive()
    }
}
