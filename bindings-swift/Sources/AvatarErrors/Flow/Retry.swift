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
    var tries = Tries(policy: policy, budget: budget)
    while true {
        try Task.checkCancellation()
        let decision: RetryDecision
        do {
            let attempt = tries.next
            // The standard library hands on an answer that is not sendable; Swift 6.0 does not.
            let answer = try await withTaskCancellationHandler(
                operation: { try await operation(attempt) },
                onCancel: {}
            )
            tries.succeeded()
            return answer
        } catch let error as AvatarError {
            decision = try tries.failed(error)
            onRetry?(error, decision)
        }
        // A policy may wait longer than nanoseconds can count.
        let wait = min(UInt64(clamping: decision.waitMs), UInt64(Int64.max) / 2_000_000)
        try await Task.sleep(nanoseconds: wait * 1_000_000)
    }
}
