package avatar.errors

import avatar.errors.adapters.Translated
import avatar.errors.adapters.translate
import avatar.errors.adapters.translateClose
import avatar.errors.ffi.Refused
import avatar.errors.ffi.fromJson as nativeFromJson

/**
 * Makes errors of an SDK's own class, in each of the ways in which [AvatarException] and
 * [AvatarErrors] make theirs. It is what the class has as its companion:
 *
 * ```
 * class SdkException(answer: Answer) : AvatarException(answer) {
 *     companion object : ErrorFactory<SdkException>(::SdkException)
 * }
 *
 * throw SdkException.from(e, Phase.SESSION_TOKEN)
 * ```
 *
 * In Java it is a constant: `new ErrorFactory<>(SdkException::new)`.
 *
 * @param make gives a new error
 */
public open class ErrorFactory<E : AvatarException>(
    private val make: (Answer) -> E,
) {
    /** See [AvatarErrors.classify]. */
    @JvmOverloads
    public fun classify(
        failure: Failure,
        cause: Throwable? = null,
    ): E = make(Answer.of(failure, cause))

    /** The same, the facts given in a block. */
    @JvmSynthetic
    public inline fun classify(
        phase: Phase,
        cause: Throwable? = null,
        facts: Failure.() -> Unit,
    ): E = classify(Failure(phase).apply(facts), cause)

    /** See [AvatarErrors.given]. */
    @JvmOverloads
    public fun given(
        code: ErrorCode,
        message: String,
        failure: Failure = Failure(),
        cause: Throwable? = null,
    ): E = make(Answer.given(code, message, failure, cause))

    /** See [AvatarException.from]. An error of this library that is of another class stands as the cause of the new one. */
    @JvmOverloads
    public fun from(
        throwable: Throwable?,
        phase: Phase = Phase.UNKNOWN,
        response: Any? = null,
        connectionId: String? = null,
        reqId: String? = null,
        prefix: String? = null,
        fallback: String? = null,
    ): E =
        tryFrom(throwable, phase, response, connectionId, reqId, prefix, fallback)
            // It goes on through callers that do not declare it.
            ?: throw checkNotNull(throwable)

    /** See [AvatarException.from]. */
    public fun from(
        response: Any?,
        phase: Phase,
    ): E = if (response is Throwable) from(response, phase, null) else from(null, phase, response)

    /** See [AvatarException.tryFrom]. */
    @JvmOverloads
    public fun tryFrom(
        throwable: Throwable?,
        phase: Phase = Phase.UNKNOWN,
        response: Any? = null,
        connectionId: String? = null,
        reqId: String? = null,
        prefix: String? = null,
        fallback: String? = null,
    ): E? {
        val failure =
            Failure(phase)
                .connectionId(connectionId)
                .reqId(reqId)
                .prefix(prefix)
                .fallback(fallback)
        return when (val translated = translate(throwable, response, failure)) {
            is Translated.New -> {
                make(translated.answer)
            }

            is Translated.Known -> {
                own(translated.error.reclassified())
            }

            is Translated.NoFailure -> {
                if (throwable is InterruptedException) Thread.currentThread().interrupt()
                null
            }
        }
    }

    /** See [AvatarException.fromClose]. */
    @JvmOverloads
    public fun fromClose(
        code: Int,
        reason: String?,
        phase: Phase = Phase.UNKNOWN,
        connectionId: String? = null,
        reqId: String? = null,
    ): E = make(translateClose(code, reason, Failure(phase).connectionId(connectionId).reqId(reqId)))

    /** See [AvatarException.fromJson]. */
    @JvmOverloads
    public fun fromJson(
        json: String,
        cause: Throwable? = null,
    ): E {
        val fields =
            try {
                Core.required { nativeFromJson(json.wellFormed()) }
            } catch (refused: Refused) {
                throw IllegalArgumentException("not the JSON of an avatar error: ${refused.message}", refused)
            }
        return make(Answer(fields, cause))
    }

    /** The error as one of this class. */
    internal open fun own(error: AvatarException): E {
        val own = make(Answer(error.fields, error))
        @Suppress("UNCHECKED_CAST")
        return if (own.javaClass.isInstance(error)) error as E else own
    }
}
