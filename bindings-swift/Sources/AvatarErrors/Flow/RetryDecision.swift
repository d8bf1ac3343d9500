internal import AvatarErrorsGenerated
import Foundation

/// What to do after a failed try: stop, or wait so long and try again.
public struct RetryDecision: Sendable, Hashable, CustomStringConvertible {
    private let decision: Decision

    init(_ decision: Decision) {
        self.decision = decision
    }

    /// Whether to try again.
    public var retry: Bool { decision.retry }

    /// How long to wait before, in milliseconds.
    public var waitMs: Int64 { decision.waitMs }

    /// How long to wait before, in seconds.
    public var wait: TimeInterval { TimeInterval(waitMs) / 1000 }

    /// Whether the next try needs a new session token: tokens are single-use.
    public var newToken: Bool { decision.newToken }

    /// Whether it needs a new session: the old one is gone with its state.
    public var newSession: Bool { decision.newSession }

    /// What it takes from the `RetryBudget`.
    public var cost: Int { Int(decision.cost) }

    /// Why, such as `transient`, `throttled` or `budget_exhausted`.
    public var reason: String { decision.reason }

    /// One line of JSON: the same bytes in every language.
    public func toJSON() -> String { decision.json }

    public var description: String { toJSON() }

    var renewsToken: Bool { reason == "renew_token" }

    /// After a defect of the library nothing is tried again.
    static let unanswered = Self(
        Decision(
            retry: false,
            waitMs: 0,
            newToken: false,
            newSession: false,
            cost: 0,
            reason: "not_retryable",
            json:
                #"{"retry":false,"wait_ms":0,"new_token":false,"new_session":false,"cost":0,"reason":"not_retryable"}"#
        )
    )
}
