package avatar.errors

import avatar.errors.adapters.guarded
import kotlin.random.Random

/** Counts the tries of one operation. */
internal class Tries(
    private val policy: RetryPolicy,
    private val budget: RetryBudget,
    private val onRetry: OnRetry?,
) {
    private val begun = System.nanoTime()
    private var made = 0
    private var renewals = 0
    private var decision: RetryDecision? = null

    fun next(): Attempt = Attempt(made + 1, decision)

    fun succeeded() {
        budget.refund(decision?.cost ?: 0)
    }

    /** How long to wait before the next try, in milliseconds; throws the error where there is none. */
    fun failed(error: AvatarException): Long {
        made += 1
        val decided = decide(error)
        // Somebody else may have emptied the budget in the meantime.
        if (decided == null || !decided.retry || !budget.take(decided.cost)) {
            error.attempts = made
            throw error
        }
        if (decided.reason == RENEWED) renewals += 1
        decision = decided
        onRetry?.onRetry(error, decided)
        return decided.waitMs
    }

    /** `null` after a defect of ours, which must not hide the failure. */
    private fun decide(error: AvatarException): RetryDecision? =
        guarded {
            val elapsedMs = (System.nanoTime() - begun) / NANOS
            policy.decide(error, made, elapsedMs, renewals, Random.nextDouble(), budget.left)
        }

    private companion object {
        const val RENEWED = "renew_token"
        const val NANOS = 1_000_000
    }
}
