/** The 19 documented codes, and `concurrencyLimit`, which the service sends too. */
export type KnownErrorCode =
  | "sessionTokenExpired"
  | "sessionTokenInvalid"
  | "appIDUnrecognized"
  | "appIDMismatch"
  | "avatarNotFound"
  | "billingRequired"
  | "creditsExhausted"
  | "sessionDurationExceeded"
  | "unsupportedSampleRate"
  | "invalidEgressConfig"
  | "egressUnavailable"
  | "idleTimeout"
  | "upstreamError"
  | "protocolError"
  | "connectionFailed"
  | "connectionClosed"
  | "serverError"
  | "invalidRequest"
  | "unknown"
  | "concurrencyLimit";

export type KnownPhase =
  | "session_token"
  | "websocket_connect"
  | "websocket_handshake"
  | "websocket_runtime"
  | "websocket_send"
  | "unknown";

export type KnownRecovery = "retry" | "renewToken" | "surface" | "report";

/** A word that a newer version may bring; it keeps completion for the known ones. */
type Other = string & {};

/** What happened. Spellings never change; new codes may come. */
export type ErrorCode = KnownErrorCode | Other;

/** Where it happened. */
export type Phase = KnownPhase | Other;

/** What to do: try again with backoff, get a new token, tell an operator, or log it. */
export type Recovery = KnownRecovery | Other;
