/// What to do about a failure.
public struct Recovery: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {
    /// The documented spelling.
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public var description: String { rawValue }
}

extension Recovery {
    /// Transient: try again with backoff.
    public static let retry = Self(rawValue: "retry")
    /// Get a new session token, then connect again.
    public static let renewToken = Self(rawValue: "renewToken")
    /// An operator must act: configuration, credentials, billing.
    public static let surface = Self(rawValue: "surface")
    /// Unclassified or a defect: log it.
    public static let report = Self(rawValue: "report")

    /// All recoveries known to this version.
    public static let known: [Self] = [.retry, .renewToken, .surface, .report]
}
