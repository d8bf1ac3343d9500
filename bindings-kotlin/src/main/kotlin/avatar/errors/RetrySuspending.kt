package avatar.errors

import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.ensureActive

/**
 * Runs an operation and tries again what is worth it, suspended while it waits. Only an
 * [AvatarException] is tried again, all else passes at once. Where it gives up, the last error is
 * thrown itself and says in [AvatarException.attempts] how often it was tried. A cancellation ends
 * it at once. Needs kotlinx-coroutines, which this library does not bring.
 *
 * ```
 * val session = retry { attempt ->
 *     if (attempt.newToken) token = requestToken()
 *     connect(token)
 * }
 * ```
 *
 * @param policy how often and how long
 * @param budget by default one for the whole process
 */
@JvmSynthetic
public suspend fun <T> retry(
    policy: RetryPolicy = RetryPolicy.DEFAULT,
    budget: RetryBudget = RetryBudget.SHARED,
    onRetry: OnRetry? = null,
    operation: suspend (Attempt) -> T,
): T {
    Tries(policy, budget, onRetry).use { tries ->
        while (true) {
            try {
                return operation(tries.next()).also { tries.succeeded() }
            } catch (error: AvatarException) {
                // What fails in a cancelled coroutine may fail because of that.
                currentCoroutineContext().ensureActive()
                tries.failed(error) { waitMs -> delay(waitMs) }
            }
        }
    }
}
