internal import AvatarErrorsGenerated

/// Stops retry storms: tries that fail empty it, successes fill it, and where it is empty nothing
/// is tried again. Never holds up a first try.
///
/// The figures are those of the AWS SDKs: it holds 500, a retry takes 14, of what the service
/// throttles 5; a success gives back what its last retry took, one at the first try 1.
public final class RetryBudget: Sendable {
    /// What a budget holds where nothing else is said.
    public static let defaultCapacity = Int(AvatarErrorsGenerated.RetryBudget.usual().left())

    /// Of the whole process, for everyone who brings none: that of one operation would stop no storm.
    public static let shared = RetryBudget()

    let native: AvatarErrorsGenerated.RetryBudget

    /// A full budget.
    public init(capacity: Int = RetryBudget.defaultCapacity) {
        native = AvatarErrorsGenerated.RetryBudget(capacity: Int32(clamping: capacity))
    }

    /// What is left of it.
    public var left: Int { Int(native.left()) }

    /// Takes the cost of a retry; `false`, and takes nothing, where less is left.
    public func take(_ cost: Int) -> Bool {
        native.take(cost: Int32(clamping: cost))
    }

    /// Gives back after a success what its last retry took, 0 where there was none.
    public func refund(_ cost: Int) {
        native.refund(cost: Int32(clamping: cost))
    }
}
