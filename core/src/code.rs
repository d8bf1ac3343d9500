use crate::Recovery;
use crate::open_enum::open_enum;

/// What is known of one code.
#[derive(Debug, serde::Serialize)]
#[non_exhaustive]
pub struct CodeInfo {
    /// The code.
    pub code: ErrorCode,
    /// Whether it is one of the 19 of the service's documentation; `false` marks an extension.
    pub documented: bool,
    /// What happened.
    pub meaning: &'static str,
    /// What to do about it.
    pub action: &'static str,
    /// The recovery, unless the facts of the failure say otherwise.
    pub recovery: Recovery,
    /// Whether to alert when it recurs.
    pub alert: bool,
}

/// The one place where a code is written: spelling, meaning, what to do, recovery, alert.
macro_rules! codes {
    ($($variant:ident = $word:literal, $origin:ident, $recovery:ident, $watch:ident,
        $meaning:literal, $action:literal;)+) => {
        open_enum! {
            /// A stable error code, for programmatic handling.
            ///
            /// Spellings never change and none is ever removed; new ones may come.
            ErrorCode {
                $(#[doc = concat!("`", $word, "`: ", $meaning, ".")] $variant = $word,)+
            }
        }

        /// Every code, in the order of the service's documentation, extensions last.
        pub static CODES: &[CodeInfo] = &[$(CodeInfo {
            code: ErrorCode::$variant,
            documented: codes!(@origin $origin),
            meaning: $meaning,
            action: $action,
            recovery: Recovery::$recovery,
            alert: codes!(@watch $watch),
        },)+];
    };
    (@origin documented) => { true };
    (@origin extension) => { false };
    (@watch alert) => { true };
    (@watch quiet) => { false };
}

codes! {
    SessionTokenExpired = "sessionTokenExpired", documented, RenewToken, quiet,
        "Session token expired or is no longer authorized",
        "Get a new session token and connect again; tokens are single-use";
    SessionTokenInvalid = "sessionTokenInvalid", documented, Surface, quiet,
        "Session token is invalid or empty",
        "Check the API key, the console's region and how the token reaches the client";
    AppIdUnrecognized = "appIDUnrecognized", documented, Surface, quiet,
        "App ID is not recognized by the server",
        "Check the app ID and that it belongs to this region and environment";
    AppIdMismatch = "appIDMismatch", documented, Surface, quiet,
        "Session token belongs to a different app",
        "Request the token with the API key of the app that connects";
    AvatarNotFound = "avatarNotFound", documented, Surface, quiet,
        "Requested avatar does not exist",
        "Check the avatar ID and that the app may use this avatar";
    BillingRequired = "billingRequired", documented, Surface, quiet,
        "Session is blocked by billing requirements",
        "Settle the billing of the account";
    CreditsExhausted = "creditsExhausted", documented, Surface, quiet,
        "Runtime or connect-time credits are exhausted",
        "Top up the account's credits";
    SessionDurationExceeded = "sessionDurationExceeded", documented, RenewToken, quiet,
        "Session hit a billing-enforced duration limit",
        "Get a new session token and connect again; reconnecting is expected";
    UnsupportedSampleRate = "unsupportedSampleRate", documented, Surface, quiet,
        "Audio sample rate is not accepted by the handshake",
        "Configure the session with a sample rate that the service accepts";
    InvalidEgressConfig = "invalidEgressConfig", documented, Surface, quiet,
        "LiveKit (or Agora) egress configuration is invalid",
        "Check the egress URL, room and credentials that the session was configured with";
    EgressUnavailable = "egressUnavailable", documented, Retry, quiet,
        "Egress service is unavailable or not configured",
        "Try again; if it stays, ask the service's operator whether egress is enabled";
    IdleTimeout = "idleTimeout", documented, Retry, quiet,
        "Session was closed because no input was received",
        "Connect again when there is audio to send, and keep sending while the session is open";
    UpstreamError = "upstreamError", documented, Retry, alert,
        "Upstream internal service failed",
        "Try again with backoff; alert when it recurs";
    ProtocolError = "protocolError", documented, Report, alert,
        "Invalid protobuf payload or unexpected message sequence",
        "Report it with the correlation IDs; check that client and service versions match";
    ConnectionFailed = "connectionFailed", documented, Retry, quiet,
        "Transport-level connection setup failed",
        "Try again with backoff; if it stays, check DNS, firewall and certificates";
    ConnectionClosed = "connectionClosed", documented, Retry, quiet,
        "WebSocket closed unexpectedly",
        "Connect again with a new session token";
    ServerError = "serverError", documented, Report, alert,
        "Server returned an unclassified error",
        "Report it with the correlation IDs; alert when it recurs";
    InvalidRequest = "invalidRequest", documented, Surface, quiet,
        "Client request payload or parameters are invalid",
        "Correct the request: the server's detail names what it refused";
    Unknown = "unknown", documented, Report, quiet,
        "Fallback code when the SDK cannot classify the failure",
        "Report it with everything that was logged";
    ConcurrencyLimit = "concurrencyLimit", extension, Surface, quiet,
        "Too many concurrent sessions or too many requests",
        "Close idle sessions or raise the limit; wait where the server says how long";
}

impl ErrorCode {
    /// What is known of this code; `None` for one that a newer version wrote.
    #[must_use]
    pub fn info(&self) -> Option<&'static CodeInfo> {
        CODES.iter().find(|info| info.code == *self)
    }
}
