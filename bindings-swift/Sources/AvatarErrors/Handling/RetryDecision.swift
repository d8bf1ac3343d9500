internal import AvatarErrorsGenerated
import Foundation

/// What to do after a failed try: stop, or wait so long and try again.
public struct RetryDecision: Sendable, Hashable, CustomStringConvertible {
    private let native: NativeDecision

    init(_ native: NativeDecision) {
        self.native = native
    }

    /// Whether to try again.
    public var retry: Bool { native.retry() }

    /// How long to wait before, in milliseconds.
    public var waitMs: Int64 { native.waitMs() }

    /// How long to wait before, in seconds.
    public var wait: TimeInterval { TimeInterval(waitMs) / 1000 }

    /// Whether the next try needs a new session token: tokens are single-use.
    public var newToken: Bool { native.newToken() }

    /// Whether it needs a new session: the old one is gone with its state.
    public var newSession: Bool { native.newSession() }

    /// What it takes from the `RetryBudget`.
    public var cost: Int { Int(native.cost()) }

    /// Why, such as `transient`, `throttled` or `budget_exhausted`.
    public var reason: String { native.reason() }

    /// One line of JSON: the same bytes in every language.
    public func toJSON() -> String { native.toJson() }

    public var description: String { toJSON() }

    public static func == (left: Self, right: Self) -> Bool {
        left.toJSON() == right.toJSON()
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(toJSON())
    }
}
