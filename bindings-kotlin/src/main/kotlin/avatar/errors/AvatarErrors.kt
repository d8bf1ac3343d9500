package avatar.errors

/** Turns failures into errors to throw. Every function may be called from any thread. */
public object AvatarErrors {
    /**
     * Turns what happened into the error to throw: a [SessionTokenException] in phase
     * `session_token`, an [AvatarException] in all others.
     *
     * Never throws itself, whatever it is given; not even where the native library does not
     * load: the answer is then `unknown` and says so.
     *
     * Pass no cancellation to it: a `CancellationException` or `InterruptedException` is no failure.
     */
    @JvmStatic
    @JvmOverloads
    public fun classify(
        failure: Failure,
        cause: Throwable? = null,
    ): AvatarException {
        val unavailable = Core.unavailable ?: return AvatarException.of(Core.classify(failure.facts), cause)
        val answer = Answer.unclassified(failure.phase, Core.explain(unavailable))
        return AvatarException.of(answer, cause ?: unavailable)
    }

    /**
     * The same, the facts given in a block:
     *
     * ```
     * throw AvatarErrors.classify(Phase.WEBSOCKET_CONNECT, cause = e) {
     *     httpStatus(response.statusCode())
     *     body(response.body())
     * }
     * ```
     */
    @JvmSynthetic
    public inline fun classify(
        phase: Phase,
        cause: Throwable? = null,
        facts: Failure.() -> Unit,
    ): AvatarException = classify(Failure(phase).apply(facts), cause)

    /** Codes, phases, recoveries and rules, as JSON. */
    @JvmStatic
    public fun catalogJson(): String = Core.catalogJson()
}
