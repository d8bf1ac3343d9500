/// Where the failure happened.
public struct Phase: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {
    /// The documented spelling.
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public var description: String { rawValue }
}

extension Phase {
    /// Requesting a session token over HTTPS.
    public static let sessionToken = Self(rawValue: "session_token")
    /// Opening the WebSocket: the HTTP upgrade.
    public static let websocketConnect = Self(rawValue: "websocket_connect")
    /// Socket open, session not yet confirmed.
    public static let websocketHandshake = Self(rawValue: "websocket_handshake")
    /// Session confirmed, messages flowing.
    public static let websocketRuntime = Self(rawValue: "websocket_runtime")
    /// Writing audio or an interrupt.
    public static let websocketSend = Self(rawValue: "websocket_send")
    /// The caller did not say.
    public static let unknown = Self(rawValue: "unknown")

    /// All phases known to this version.
    public static let known: [Self] = [
        .sessionToken,
        .websocketConnect,
        .websocketHandshake,
        .websocketRuntime,
        .websocketSend,
        .unknown,
    ]
}
