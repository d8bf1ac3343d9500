/// How loud to log a failure.
public struct Severity: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {
    /// The short name that OpenTelemetry has for it.
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public var description: String { rawValue }
}

extension Severity {
    /// The flow goes on by itself: `retry` and `renewToken`.
    public static let warn = Self(rawValue: "WARN")
    /// Somebody must look at it: `surface` and `report`.
    public static let error = Self(rawValue: "ERROR")
}

#if canImport(os)
    import os

    extension Severity {
        /// The level of the unified log, which has none between `default` and `error`.
        public var logType: OSLogType { self == .warn ? .default : .error }
    }
#endif
