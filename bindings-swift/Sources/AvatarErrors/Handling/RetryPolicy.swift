internal import AvatarErrorsGenerated

/// How often and how long to try again.
public struct RetryPolicy: Sendable, Hashable {
    /// Three tries, half a second before the second at most; what `init` gives without arguments.
    public static let `default` = Self()

    /// How often to try in all, the first time included.
    public private(set) var attempts = 3
    /// The longest wait before the second try, in milliseconds.
    public private(set) var baseMs: Int64 = 500
    /// What the longest wait grows by with every try.
    public private(set) var factor = 2.0
    /// The longest wait of all, in milliseconds; `Retry-After` may ask for more.
    public private(set) var capMs: Int64 = 20_000
    /// As much of a `Retry-After` as is waited, in milliseconds.
    public private(set) var maxRetryAfterMs: Int64 = 60_000
    /// When the last try may begin, in milliseconds after the first.
    public private(set) var maxElapsedMs: Int64 = 120_000

    let native: AvatarErrorsGenerated.RetryPolicy

    private init() {
        native = .usual()
    }

    /// - Throws: `InvalidPolicy` where a value cannot be.
    public init(
        attempts: Int = Self.default.attempts,
        baseMs: Int64 = Self.default.baseMs,
        factor: Double = Self.default.factor,
        capMs: Int64 = Self.default.capMs,
        maxRetryAfterMs: Int64 = Self.default.maxRetryAfterMs,
        maxElapsedMs: Int64 = Self.default.maxElapsedMs
    ) throws(InvalidPolicy) {
        self.attempts = attempts
        self.baseMs = baseMs
        self.factor = factor
        self.capMs = capMs
        self.maxRetryAfterMs = maxRetryAfterMs
        self.maxElapsedMs = maxElapsedMs
        native = try InvalidPolicy.check {
            try AvatarErrorsGenerated.RetryPolicy(
                attempts: Double(attempts),
                baseMs: Double(baseMs),
                factor: factor,
                capMs: Double(capMs),
                maxRetryAfterMs: Double(maxRetryAfterMs),
                maxElapsedMs: Double(maxElapsedMs)
            )
        }
    }

    /// What to do after the try number `attempt` failed. Pure and total: the same inputs give the
    /// same decision, to the millisecond, in every language.
    ///
    /// - Parameters:
    ///   - elapsedMs: since the first try began
    ///   - renewals: how many tries were made because of `renewToken`
    ///   - random: from 0 to 1; spreads the waits
    ///   - budget: what is left of the `RetryBudget`
    public func decide(
        _ error: AvatarError,
        attempt: Int = 1,
        elapsedMs: Int64 = 0,
        renewals: Int = 0,
        random: Double = 1,
        budget: Int = RetryBudget.defaultCapacity
    ) -> RetryDecision {
        RetryDecision(
            native.decided(
                error: error.core,
                attempt: Double(attempt),
                elapsedMs: Double(elapsedMs),
                renewals: Double(renewals),
                random: random,
                budget: Double(budget)
            )
        )
    }
}

// The native policy says nothing more.
extension RetryPolicy {
    public static func == (left: Self, right: Self) -> Bool {
        left.values == right.values
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(values)
    }

    private var values: [Double] {
        let times = [baseMs, capMs, maxRetryAfterMs, maxElapsedMs].map { Double($0) }
        return [Double(attempts), factor] + times
    }
}
