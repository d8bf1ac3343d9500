# The enums are open: an equality of their own keeps a type checker from taking the listed
# words for all there are.
from enum import Enum

class ErrorCode(str, Enum):
    """A stable error code, for programmatic handling."""

    sessionTokenExpired = "sessionTokenExpired"
    sessionTokenInvalid = "sessionTokenInvalid"
    appIDUnrecognized = "appIDUnrecognized"
    appIDMismatch = "appIDMismatch"
    avatarNotFound = "avatarNotFound"
    billingRequired = "billingRequired"
    creditsExhausted = "creditsExhausted"
    sessionDurationExceeded = "sessionDurationExceeded"
    unsupportedSampleRate = "unsupportedSampleRate"
    invalidEgressConfig = "invalidEgressConfig"
    egressUnavailable = "egressUnavailable"
    idleTimeout = "idleTimeout"
    upstreamError = "upstreamError"
    protocolError = "protocolError"
    connectionFailed = "connectionFailed"
    connectionClosed = "connectionClosed"
    serverError = "serverError"
    invalidRequest = "invalidRequest"
    unknown = "unknown"
    concurrencyLimit = "concurrencyLimit"

    _value_: str
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class Phase(str, Enum):
    """Where the failure happened."""

    session_token = "session_token"
    websocket_connect = "websocket_connect"
    websocket_handshake = "websocket_handshake"
    websocket_runtime = "websocket_runtime"
    websocket_send = "websocket_send"
    unknown = "unknown"

    _value_: str
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class Recovery(str, Enum):
    """What to do about a failure."""

    retry = "retry"
    renewToken = "renewToken"
    surface = "surface"
    report = "report"

    _value_: str
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
