/// Stops retry storms: tries that fail empty it, successes fill it, and where it is empty nothing
/// is tried again. Never holds up a first try.
///
/// The figures are those of the AWS SDKs: it holds 500, a retry takes 14, of what the service
/// throttles 5; a success gives back what its last retry took, one at the first try 1.
public final class RetryBudget: Sendable {
    /// What a budget holds where nothing else is said.
    public static let defaultCapacity = 500

    /// Of the whole process, for everyone who brings none: that of one operation would stop no storm.
    public static let shared = RetryBudget()

    private let capacity: Int
    private let rest: Locked<Int>

    /// A full budget.
    public init(capacity: Int = RetryBudget.defaultCapacity) {
        self.capacity = max(capacity, 0)
        rest = Locked(self.capacity)
    }

    /// What is left of it.
    public var left: Int { rest.withLock { $0 } }

    /// Takes the cost of a retry; `false`, and takes nothing, where less is left.
    public func take(_ cost: Int) -> Bool {
        rest.withLock { left in
            guard cost <= left else { return false }
            left -= max(cost, 0)
            return true
        }
    }

    /// Gives back after a success what its last retry took, 0 where there was none.
    public func refund(_ cost: Int) {
        rest.withLock { left in left += min(max(cost, 1), capacity - left) }
    }
}
