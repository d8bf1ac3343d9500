/// One try.
public struct Attempt: Sendable, Hashable {
    /// From 1.
    public let number: Int
    /// Whether this try needs a new session token.
    public let newToken: Bool
    /// Whether it begins a new session, the old one being gone.
    public let newSession: Bool

    init(number: Int, after decision: RetryDecision?) {
        self.number = number
        newToken = decision?.newToken ?? false
        newSession = decision?.newSession ?? false
    }
}
