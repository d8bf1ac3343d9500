package avatar.errors

/** Told before each wait: the place to log and to count. What it throws goes on at once. */
public fun interface OnRetry {
    public fun onRetry(
        error: AvatarException,
        decision: RetryDecision,
    )
}
