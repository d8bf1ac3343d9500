use super::{ErrorCode, open_enum};

open_enum! {
    /// Where the failure happened.
    Phase {
        /// Requesting a session token over HTTPS.
        SessionToken = "session_token",
        /// Asking for an avatar's metadata before a session, in the client SDKs.
        AvatarMetadata = "avatar_metadata",
        /// Downloading an avatar's assets before a session, in the client SDKs.
        AvatarAssets = "avatar_assets",
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
    /// The phase of a failure: one of the spellings exactly, anything else is `unknown`.
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

    /// The code of an avatar that could not be loaded; `None` outside the phases that load one.
    pub(crate) fn failed_asset(&self) -> Option<ErrorCode> {
        match self {
            Self::AvatarMetadata => Some(ErrorCode::FailedToFetchAvatarMetadata),
            Self::AvatarAssets => Some(ErrorCode::FailedToDownloadAvatarAssets),
            _ => None,
        }
    }

    /// The place in [`Phase::ALL`], for tables with a column a phase.
    pub(crate) fn index(&self) -> usize {
        let place = Self::ALL.iter().position(|phase| phase == self);
        place.unwrap_or(Self::ALL.len() - 1)
    }
}
