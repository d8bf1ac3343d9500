use super::open_enum;

open_enum! {
    /// Where the failure happened.
    Phase {
        /// Requesting a session token over HTTPS.
        SessionToken = "session_token",
        /// Opening the WebSocket: the HTTP upgrade.
        WebsocketConnect = "websocket_connect",
        /// Socket open, session not yet confirmed.
        WebsocketHandshake = "websocket_handshake",
        /// Session confirmed, messages flowing.
        WebsocketRuntime = "websocket_runtime",
        /// Writing audio or an interrupt.
        WebsocketSend = "websocket_send",
        /// The caller did not say.
        Unknown = "unknown",
    }
}

impl Phase {
    /// The phase of a failure: one of the five spellings exactly, anything else is `unknown`.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        Self::listed(name).unwrap_or(Self::Unknown)
    }

    /// Whether the WebSocket was open already; before, answers come over HTTP.
    pub(crate) fn after_upgrade(&self) -> bool {
        matches!(self, Self::WebsocketHandshake | Self::WebsocketRuntime | Self::WebsocketSend)
    }

    /// Whether the session was confirmed already.
    pub(crate) fn in_session(&self) -> bool {
        matches!(self, Self::WebsocketRuntime | Self::WebsocketSend)
    }

    /// The place in [`Phase::ALL`], for tables with a column a phase.
    pub(crate) fn index(&self) -> usize {
        match self {
            Self::SessionToken => 0,
            Self::WebsocketConnect => 1,
            Self::WebsocketHandshake => 2,
            Self::WebsocketRuntime => 3,
            Self::WebsocketSend => 4,
            Self::Unknown | Self::Unlisted(_) => 5,
        }
    }
}
