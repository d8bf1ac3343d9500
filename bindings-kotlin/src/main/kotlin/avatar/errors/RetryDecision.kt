package avatar.errors

import java.time.Duration
import avatar.errors.ffi.RetryDecision as NativeDecision

/** What to do after a failed try: stop, or wait so long and try again. */
public class RetryDecision internal constructor(
    private val decision: NativeDecision,
) {
    /** Whether to try again. */
    @get:JvmName("isRetry")
    public val retry: Boolean get() = decision.retry

    /** How long to wait before, in milliseconds. */
    public val waitMs: Long get() = decision.waitMs

    /** How long to wait before. */
    public val wait: Duration get() = Duration.ofMillis(waitMs)

    /** Whether the next try needs a new session token: tokens are single-use. */
    @get:JvmName("needsNewToken")
    public val newToken: Boolean get() = decision.newToken

    /** Whether it needs a new session: the old one is gone with its state. */
    @get:JvmName("needsNewSession")
    public val newSession: Boolean get() = decision.newSession

    /** What it takes from the [RetryBudget]. */
    public val cost: Int get() = decision.cost

    /** Why, such as `transient`, `throttled` or `budget_exhausted`. */
    public val reason: String get() = decision.reason

    /** One line of JSON, byte for byte the same in every language. */
    public fun toJson(): String = decision.json

    override fun toString(): String = toJson()
}
