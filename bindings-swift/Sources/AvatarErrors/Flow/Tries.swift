import Dispatch

/// Counts the tries of one operation.
struct Tries {
    let policy: RetryPolicy
    let budget: RetryBudget
    // `systemUptime` would need an entry in the privacy manifest.
    private let begun = DispatchTime.now().uptimeNanoseconds
    private var made = 0
    private var renewals = 0
    private var decision: RetryDecision?

    init(policy: RetryPolicy, budget: RetryBudget) {
        self.policy = policy
        self.budget = budget
    }

    var next: Attempt {
        Attempt(
            number: made + 1,
            newToken: decision?.newToken ?? false,
            newSession: decision?.newSession ?? false
        )
    }

    func succeeded() {
        budget.refund(decision?.cost ?? 0)
    }

    /// What comes before the next try; throws the error where there is none.
    mutating func failed(_ error: AvatarError) throws -> RetryDecision {
        made += 1
        let elapsed = (DispatchTime.now().uptimeNanoseconds - begun) / 1_000_000
        let decided = policy.decide(
            error,
            attempt: made,
            elapsedMs: Int64(clamping: elapsed),
            renewals: renewals,
            random: .random(in: 0...1),
            budget: budget.left
        )
        guard decided.retry else { throw error.tried(made) }
        try Task.checkCancellation()
        // Somebody else may have emptied it in the meantime.
        guard budget.take(decided.cost) else { throw error.tried(made) }
        if decided.renewsToken { renewals += 1 }
        decision = decided
        return decided
    }
}

extension AvatarError {
    fileprivate func tried(_ attempts: Int) -> Self {
        var error = self
        error.attempts = attempts
        return error
    }
}
