package avatar.errors

/** One try. */
public class Attempt internal constructor(
    /** From 1. */
    public val number: Int,
    decision: RetryDecision?,
) {
    /** Whether this try needs a new session token. */
    @get:JvmName("needsNewToken")
    public val newToken: Boolean = decision?.newToken == true

    /** Whether it begins a new session, the old one being gone. */
    @get:JvmName("needsNewSession")
    public val newSession: Boolean = decision?.newSession == true
}
