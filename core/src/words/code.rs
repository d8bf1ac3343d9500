use std::sync::LazyLock;

use super::{Recovery, open_enum};

/// Where the reference is published; each code has an anchor on it.
const PAGE: &str = "https://docs.rs/avatar-errors/latest/avatar_errors/reference/index.html";

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
    /// What an operator should check or do.
    pub action: &'static str,
    /// What to tell an end user: plain words, nothing of what is behind.
    pub user_message: &'static str,
    /// The HTTP status with which a backend passes it on to its own clients.
    pub problem_status: u16,
    /// The recovery, unless the facts of the failure say otherwise.
    pub recovery: Recovery,
    /// Whether to alert when it recurs.
    pub alert: bool,
}

/// The one place where a code is written: spelling, origin, recovery, alert, the status to pass it
/// on with, meaning, what to do, what to tell an end user.
macro_rules! codes {
    ($($variant:ident = $word:literal, $origin:ident, $recovery:ident, $watch:ident,
        $status:literal, $meaning:literal, $action:literal, $user:literal;)+) => {
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
            user_message: $user,
            problem_status: $status,
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
    SessionTokenExpired = "sessionTokenExpired", documented, RenewToken, quiet, 502,
        "Session token expired or is no longer authorized",
        "Get a new session token and connect again; tokens are single-use",
        "The session has expired. Please start again.";
    SessionTokenInvalid = "sessionTokenInvalid", documented, Surface, quiet, 502,
        "Session token is invalid or empty",
        "Check the API key, the console's region and how the token reaches the client",
        "The avatar is not available at the moment. Please contact support.";
    AppIdUnrecognized = "appIDUnrecognized", documented, Surface, quiet, 502,
        "App ID is not recognized by the server",
        "Check the app ID and that it belongs to this region and environment",
        "The avatar is not available at the moment. Please contact support.";
    AppIdMismatch = "appIDMismatch", documented, Surface, quiet, 502,
        "Session token belongs to a different app",
        "Request the token with the API key of the app that connects",
        "The avatar is not available at the moment. Please contact support.";
    AvatarNotFound = "avatarNotFound", documented, Surface, quiet, 404,
        "Requested avatar does not exist",
        "Check the avatar ID and that the app may use this avatar",
        "This avatar does not exist or is no longer available.";
    BillingRequired = "billingRequired", documented, Surface, quiet, 503,
        "Session is blocked by billing requirements",
        "Settle the billing of the account",
        "The avatar is not available at the moment. Please contact support.";
    CreditsExhausted = "creditsExhausted", documented, Surface, quiet, 503,
        "Runtime or connect-time credits are exhausted",
        "Top up the account's credits",
        "The avatar is not available at the moment. Please contact support.";
    SessionDurationExceeded = "sessionDurationExceeded", documented, RenewToken, quiet, 503,
        "Session hit a billing-enforced duration limit",
        "Get a new session token and connect again; reconnecting is expected",
        "The session has reached its time limit. Please start again.";
    UnsupportedSampleRate = "unsupportedSampleRate", documented, Surface, quiet, 400,
        "Audio sample rate is not accepted by the handshake",
        "Configure the session with a sample rate that the service accepts",
        "This audio format is not supported.";
    InvalidEgressConfig = "invalidEgressConfig", documented, Surface, quiet, 502,
        "LiveKit (or Agora) egress configuration is invalid",
        "Check the egress URL, room and credentials that the session was configured with",
        "The avatar is not available at the moment. Please contact support.";
    EgressUnavailable = "egressUnavailable", documented, Retry, quiet, 503,
        "Egress service is unavailable or not configured",
        "Try again; if it stays, ask the service's operator whether egress is enabled",
        "The avatar is not available at the moment. Please try again in a moment.";
    IdleTimeout = "idleTimeout", documented, Retry, quiet, 503,
        "Session was closed because no input was received",
        "Connect again when there is audio to send, and keep sending while the session is open",
        "The session has ended because nothing was said for a while. Please start again.";
    UpstreamError = "upstreamError", documented, Retry, alert, 502,
        "Upstream internal service failed",
        "Try again with backoff; alert when it recurs",
        "The avatar is not available at the moment. Please try again in a moment.";
    ProtocolError = "protocolError", documented, Report, alert, 502,
        "Invalid protobuf payload or unexpected message sequence",
        "Report it with the correlation IDs; check that client and service versions match",
        "Something went wrong with the avatar. Please try again later.";
    ConnectionFailed = "connectionFailed", documented, Retry, quiet, 503,
        "Transport-level connection setup failed",
        "Try again with backoff; if it stays, check DNS, firewall and certificates",
        "The avatar cannot be reached at the moment. Please try again in a moment.";
    ConnectionClosed = "connectionClosed", documented, Retry, quiet, 503,
        "WebSocket closed unexpectedly",
        "Connect again with a new session token",
        "The connection to the avatar was lost. Please try again in a moment.";
    ServerError = "serverError", documented, Report, alert, 502,
        "Server returned an unclassified error",
        "Report it with the correlation IDs; alert when it recurs",
        "Something went wrong with the avatar. Please try again later.";
    InvalidRequest = "invalidRequest", documented, Surface, quiet, 400,
        "Client request payload or parameters are invalid",
        "Correct the request: the server's detail names what it refused",
        "The request could not be processed. Please check what you sent.";
    Unknown = "unknown", documented, Report, quiet, 500,
        "Fallback code when the SDK cannot classify the failure",
        "Report it with everything that was logged",
        "Something went wrong with the avatar. Please try again later.";
    ConcurrencyLimit = "concurrencyLimit", extension, Surface, quiet, 503,
        "Too many concurrent sessions or too many requests",
        "Close idle sessions or raise the limit; wait where the server says how long",
        "Too many sessions are open at the moment. Please try again in a moment.";
    AvatarAssetMissing = "avatarAssetMissing", extension, Retry, quiet, 503,
        "An avatar's asset is missing on the device",
        "Load the avatar again",
        "The avatar could not be loaded. Please try again in a moment.";
    FailedToFetchAvatarMetadata = "failedToFetchAvatarMetadata", extension, Retry, quiet, 503,
        "Fetching the avatar's metadata failed",
        "Check connectivity and try again with backoff",
        "The avatar could not be loaded. Please try again in a moment.";
    FailedToDownloadAvatarAssets = "failedToDownloadAvatarAssets", extension, Retry, quiet, 503,
        "Downloading the avatar's assets failed",
        "Check connectivity and try again with backoff",
        "The avatar could not be loaded. Please try again in a moment.";
}

impl ErrorCode {
    /// What is known of this code; `None` for one that a newer version wrote.
    #[must_use]
    pub fn info(&self) -> Option<&'static CodeInfo> {
        CODES.iter().find(|info| info.code == *self)
    }

    /// Where this code is documented; one that a newer version wrote, as `unknown`.
    ///
    /// ```
    /// # extern crate avatar_errors_core as avatar_errors;
    /// use avatar_errors::ErrorCode;
    ///
    /// assert!(ErrorCode::IdleTimeout.doc_url().ends_with("/reference/index.html#idletimeout"));
    /// ```
    #[must_use]
    pub fn doc_url(&self) -> &'static str {
        static URLS: LazyLock<Vec<String>> = LazyLock::new(|| {
            let words = ErrorCode::ALL.iter().map(|code| code.as_str().to_ascii_lowercase());
            words.map(|word| format!("{PAGE}#{word}")).collect()
        });
        let place = |code: &Self| Self::ALL.iter().position(|listed| listed == code);
        let place = place(self).or_else(|| place(&Self::Unknown));
        place.and_then(|place| URLS.get(place)).map_or("", String::as_str)
    }
}
