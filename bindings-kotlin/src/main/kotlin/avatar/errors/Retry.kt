@file:JvmName("Retry")

package avatar.errors

/**
 * Runs an operation and tries again what is worth it, waiting in this thread. Only an
 * [AvatarException] is tried again, all else passes at once. Where it gives up, the last error is
 * thrown itself and says in [AvatarException.attempts] how often it was tried. Java calls it
 * `Retry.blocking`.
 *
 * ```
 * val session = retryBlocking { attempt ->
 *     if (attempt.newToken) token = requestToken()
 *     connect(token)
 * }
 * ```
 *
 * @param policy how often and how long
 * @param budget by default one for the whole process
 * @throws InterruptedException at once when the thread is interrupted while it waits
 */
@JvmName("blocking")
@JvmOverloads
@Throws(Exception::class)
public fun <T> retryBlocking(
    policy: RetryPolicy = RetryPolicy.DEFAULT,
    budget: RetryBudget = RetryBudget.SHARED,
    onRetry: OnRetry? = null,
    operation: Operation<T>,
): T {
    Tries(policy, budget, onRetry).use { tries ->
        while (true) {
            try {
                return operation.run(tries.next()).also { tries.succeeded() }
            } catch (error: AvatarException) {
                tries.failed(error, Thread::sleep)
            }
        }
    }
}
