internal import AvatarErrorsGenerated

/// Runs an operation and tries again what is worth it.
///
/// Only an `AvatarError` is tried again, all else passes at once. Where it gives up, the last error
/// is thrown and says in `attempts` how often it was tried. A task that is cancelled ends it at
/// once, also while it waits, with a `CancellationError`.
///
///     let session = try await withRetry { attempt in
///         if attempt.newToken { token = try await requestToken() }
///         return try await connect(token)
///     }
///
/// - Parameters:
///   - budget: by default one for the whole process
///   - onRetry: called before each wait
///   - operation: told which try it is, and whether it needs a new token and begins a new session
public func withRetry<Answer>(
    policy: RetryPolicy = .default,
    budget: RetryBudget = .shared,
    isolation: isolated (any Actor)? = #isolation,
    onRetry: ((AvatarError, RetryDecision) -> Void)? = nil,
    operation: (Attempt) async throws -> Answer
) async throws -> Answer {
    let attempts = Attempts(policy: policy.native, budget: budget.native)
    var decision: RetryDecision?
    while true {
        if Task.isCancelled {
            attempts.cancelled()
            throw CancellationError()
        }
        do {
            let attempt = Attempt(number: Int(attempts.made()) + 1, after: decision)
            // The standard library hands on an answer that is not sendable; Swift 6.0 does not.
            let answer = try await withTaskCancellationHandler(
                operation: { try await operation(attempt) },
                onCancel: {}
            )
            attempts.succeeded()
            return answer
        } catch var error as AvatarError {
            let decided = RetryDecision(attempts.failedWith(error: error.core))
            decision = decided
            guard decided.retry else {
                error.attempts = Int(attempts.made())
                throw error
            }
            if Task.isCancelled { continue }
            onRetry?(error, decided)
            await wait(decided.waitMs)
        }
    }
}

/// Ends early where the task is cancelled.
private func wait(_ milliseconds: Int64) async {
    // A policy may wait longer than nanoseconds can count.
    let bounded = min(UInt64(clamping: milliseconds), UInt64(Int64.max) / 2_000_000)
    try? await Task.sleep(nanoseconds: bounded * 1_000_000)
}
