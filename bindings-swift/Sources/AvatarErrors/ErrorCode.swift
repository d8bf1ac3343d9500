/// A stable error code, for programmatic handling.
///
/// Spellings never change and none is ever removed; new ones may come, so a `switch` needs a `default`.
public struct ErrorCode: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {
    /// The documented spelling.
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public var description: String { rawValue }
}

extension ErrorCode {
    /// Session token expired or is no longer authorized.
    public static let sessionTokenExpired = Self(rawValue: "sessionTokenExpired")
    /// Session token is invalid or empty.
    public static let sessionTokenInvalid = Self(rawValue: "sessionTokenInvalid")
    /// App ID is not recognized by the server.
    public static let appIDUnrecognized = Self(rawValue: "appIDUnrecognized")
    /// Session token belongs to a different app.
    public static let appIDMismatch = Self(rawValue: "appIDMismatch")
    /// Requested avatar does not exist.
    public static let avatarNotFound = Self(rawValue: "avatarNotFound")
    /// Session is blocked by billing requirements.
    public static let billingRequired = Self(rawValue: "billingRequired")
    /// Runtime or connect-time credits are exhausted.
    public static let creditsExhausted = Self(rawValue: "creditsExhausted")
    /// Session hit a billing-enforced duration limit.
    public static let sessionDurationExceeded = Self(rawValue: "sessionDurationExceeded")
    /// Audio sample rate is not accepted by the handshake.
    public static let unsupportedSampleRate = Self(rawValue: "unsupportedSampleRate")
    /// LiveKit (or Agora) egress configuration is invalid.
    public static let invalidEgressConfig = Self(rawValue: "invalidEgressConfig")
    /// Egress service is unavailable or not configured.
    public static let egressUnavailable = Self(rawValue: "egressUnavailable")
    /// Session was closed because no input was received.
    public static let idleTimeout = Self(rawValue: "idleTimeout")
    /// Upstream internal service failed.
    public static let upstreamError = Self(rawValue: "upstreamError")
    /// Invalid protobuf payload or unexpected message sequence.
    public static let protocolError = Self(rawValue: "protocolError")
    /// Transport-level connection setup failed.
    public static let connectionFailed = Self(rawValue: "connectionFailed")
    /// WebSocket closed unexpectedly.
    public static let connectionClosed = Self(rawValue: "connectionClosed")
    /// Server returned an unclassified error.
    public static let serverError = Self(rawValue: "serverError")
    /// Client request payload or parameters are invalid.
    public static let invalidRequest = Self(rawValue: "invalidRequest")
    /// Fallback code when the SDK cannot classify the failure.
    public static let unknown = Self(rawValue: "unknown")
    /// Too many concurrent sessions or too many requests. Beyond the documented 19.
    public static let concurrencyLimit = Self(rawValue: "concurrencyLimit")

    /// All codes known to this version, in the order of the service's documentation, extensions last.
    public static let known: [Self] = [
        .sessionTokenExpired,
        .sessionTokenInvalid,
        .appIDUnrecognized,
        .appIDMismatch,
        .avatarNotFound,
        .billingRequired,
        .creditsExhausted,
        .sessionDurationExceeded,
        .unsupportedSampleRate,
        .invalidEgressConfig,
        .egressUnavailable,
        .idleTimeout,
        .upstreamError,
        .protocolError,
        .connectionFailed,
        .connectionClosed,
        .serverError,
        .invalidRequest,
        .unknown,
        .concurrencyLimit,
    ]

    /// The place in `known`, from 1: never another, because the list only grows at its end. 0 where it is not listed.
    var number: Int {
        Self.known.firstIndex(of: self).map { $0 + 1 } ?? 0
    }
}
