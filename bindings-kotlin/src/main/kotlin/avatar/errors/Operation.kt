package avatar.errors

/** What [retryBlocking] runs. */
public fun interface Operation<out T> {
    @Throws(Exception::class)
    public fun run(attempt: Attempt): T
}
