use super::ErrorCode;

/// A phrase of the service.
pub(crate) struct Phrase {
    pub(crate) text: &'static str,
    pub(crate) code: ErrorCode,
    pub(crate) only: Only,
    pub(crate) why: &'static str,
}

/// Where a phrase counts.
#[derive(PartialEq)]
pub(crate) enum Only {
    Always,
    AfterUpgrade,
}

macro_rules! phrases {
    ($($text:literal $code:ident $only:ident $why:literal;)+) => {
        &[$(Phrase { text: $text, code: ErrorCode::$code, only: Only::$only, why: $why },)+]
    };
}

/// In the order of the service's table: an earlier row wins.
pub(crate) static PHRASES: &[Phrase] = phrases! {
    "credits exhausted" CreditsExhausted Always "said when credits run out, at connect or in the session";
    "session time limit reached" SessionDurationExceeded Always "said with close code 4002";
    "maximum session duration" SessionDurationExceeded Always "the limit as billing words it";
    "session denied" BillingRequired Always "billing refused the session";
    "invalid session token" SessionTokenInvalid Always "the ingress could not read the token";
    "empty token" SessionTokenInvalid Always "no token reached the ingress";
    "token is expired" SessionTokenExpired Always "as the token library words it";
    "session token expired" SessionTokenExpired Always "as the ingress words it";
    "app id mismatch" AppIdMismatch Always "token and app ID belong to different apps";
    "appidunrecognized" AppIdUnrecognized Always "the code inside a longer text";
    "app id unrecognized" AppIdUnrecognized Always "the code in words";
    "avatar not found" AvatarNotFound Always "no such avatar for this app";
    "unsupported sample rate" UnsupportedSampleRate Always "more telling than the generic number beside it";
    "livekit silence timeout" IdleTimeout Always "the egress heard nothing";
    "no audio input for" IdleTimeout Always "the session heard nothing";
    "egress configuration is invalid" InvalidEgressConfig Always "the egress refused its configuration";
    "missing livekit credentials" InvalidEgressConfig Always "the configuration lacks credentials";
    "provide api_token or both api_key and api_secret" InvalidEgressConfig Always "the configuration lacks credentials";
    "egress client is not configured on server" EgressUnavailable Always "the deployment has no egress";
    "failed to create egress connection" EgressUnavailable Always "the egress could not be reached";
    "driven server returned non-200 status code" UpstreamError Always "the animation server failed";
    "driven server request failed" UpstreamError Always "the animation server could not be reached";
    "livekit_egress" InvalidEgressConfig Always "the configuration's field, named in a refusal";
    "agora_egress" InvalidEgressConfig Always "the configuration's field, named in a refusal";
    "expected clientconfiguresession message" ProtocolError Always "the handshake began with another message";
    "clientconfiguresession message is nil" ProtocolError Always "the handshake's first message was empty";
    "unexpected message type" ProtocolError Always "a message out of sequence";
    "failed to unmarshal initial message" ProtocolError Always "the first message did not decode";
    "expected binary protobuf message" ProtocolError Always "a text frame was sent";
    "invalid protobuf payload" ProtocolError Always "a message did not decode";
    "unauthorized" InvalidEgressConfig AfterUpgrade "the session's token was accepted: an egress token was refused";
};
