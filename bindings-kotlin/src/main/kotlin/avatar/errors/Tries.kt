package avatar.errors

import avatar.errors.ffi.Attempts

/** The tries of one operation: the core counts and decides, here it is only waited. */
internal class Tries(
    policy: RetryPolicy,
    budget: RetryBudget,
    private val onRetry: OnRetry?,
) : AutoCloseable {
    /** `null` without the library: then nothing is tried again. */
    private val attempts = policy.native?.let { decides -> budget.native?.let { Attempts(decides, it) } }
    private var made = 0
    private var decision: RetryDecision? = null

    fun next(): Attempt = Attempt(made + 1, decision)

    fun succeeded() {
        attempts?.succeeded()
    }

    /** Waits before the next try; throws the error where there is none. */
    inline fun failed(
        error: AvatarException,
        wait: (Long) -> Unit,
    ) {
        val decided = decide(error)
        try {
            onRetry?.onRetry(error, decided)
            wait(decided.waitMs)
        } catch (cancelled: Throwable) {
            attempts?.cancelled()
            throw cancelled
        }
    }

    private fun decide(error: AvatarException): RetryDecision {
        made += 1
        val decided = attempts?.failed(error.fields)?.let(::RetryDecision)
        if (decided == null || !decided.retry) {
            error.attempts = made
            throw error
        }
        decision = decided
        return decided
    }

    override fun close() {
        attempts?.close()
    }
}
