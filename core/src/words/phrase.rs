use super::ErrorCode;

/// A phrase of the service, or of what answers in its place.
pub(crate) struct Phrase {
    pub(crate) text: &'static str,
    pub(crate) code: ErrorCode,
    pub(crate) only: Only,
    pub(crate) why: &'static str,
}

/// Where a phrase counts.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Only {
    Always,
    AfterUpgrade,
    /// What stands between client and service says it, and only over HTTP.
    Between,
}

macro_rules! phrases {
    ($($text:literal $code:ident $only:ident $why:literal;)+) => {
        &[$(Phrase { text: $text, code: ErrorCode::$code, only: Only::$only, why: $why },)+]
    };
}

/// In the order of the service's tables (4.5, then 4.6): an earlier row wins.
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
    "no healthy upstream" UpstreamError Between "a mesh has nowhere to send the request";
    "upstream connect error or disconnect/reset before headers" UpstreamError Between "a mesh lost the service on the way";
    "upstream request timeout" UpstreamError Between "a mesh waited for the service in vain";
    "failure to get a peer from the ring-balancer" UpstreamError Between "a gateway has nowhere to send the request";
    "no server is available to handle this request" UpstreamError Between "a load balancer has nowhere to send the request";
    "rbac: access denied" ConnectionFailed Between "a mesh's own policy refused: the service was not asked";
    "no route matched with those values" ConnectionFailed Between "a gateway knows no such route: the service was not asked";
    "default backend - 404" ConnectionFailed Between "a cluster's ingress knows no such host: the service was not asked";
    "request blocked" ConnectionFailed Between "a firewall refused: the service was not asked";
};
