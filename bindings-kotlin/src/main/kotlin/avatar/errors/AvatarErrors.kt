package avatar.errors

import avatar.errors.ffi.catalogJson as nativeCatalogJson

/** Turns failures into errors to throw. Every function may be called from any thread. */
public object AvatarErrors {
    /**
     * Turns what happened into the error to throw: a [SessionTokenException] in phase
     * `session_token`, an [AvatarException] in all others.
     *
     * Never throws itself, whatever it is given; not even where the native library does not
     * load: the answer is then `unknown` and says so.
     *
     * [cause] is the exception that told of it: the error has it as [AvatarException.native], and
     * a redacted stand-in of it as its cause.
     *
     * Pass no cancellation to it: a `CancellationException` or `InterruptedException` is no failure.
     */
    @JvmStatic
    @JvmOverloads
    public fun classify(
        failure: Failure,
        cause: Throwable? = null,
    ): AvatarException = AvatarException.of(Answer.of(failure, cause))

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

    /**
     * The error of a caller who has decided on the code already; the recovery and all else are as
     * ever. Never throws itself.
     */
    @JvmStatic
    @JvmOverloads
    public fun given(
        code: ErrorCode,
        message: String,
        failure: Failure = Failure(),
        cause: Throwable? = null,
    ): AvatarException = AvatarException.of(Answer.given(code, message, failure, cause))

    /** Codes, phases, recoveries and rules, as JSON. */
    @JvmStatic
    public fun catalogJson(): String = Core.required { nativeCatalogJson() }
}
