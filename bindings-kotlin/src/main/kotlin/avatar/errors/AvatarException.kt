package avatar.errors

import avatar.errors.Answer.Text
import avatar.errors.adapters.guarded
import avatar.errors.adapters.translate
import avatar.errors.adapters.translateClose
import avatar.errors.ffi.RefusedJson
import avatar.errors.ffi.Surface
import java.time.Duration

/**
 * What happened and what to do about it. No text holds a secret; what was not known is `null`.
 *
 * As with every exception, two are equal only where they are the same object: compare
 * [toJson] for the same content, [fingerprint] for the same failure.
 */
public open class AvatarException internal constructor(
    private val answer: Answer,
    cause: Throwable?,
) : RuntimeException(answer.text(Text.MESSAGE), cause) {
    /** One sentence: what happened and where. Never empty. */
    override val message: String get() = super.message.orEmpty()

    /** The stable code. */
    public val code: ErrorCode get() = ErrorCode.of(required(Text.CODE))

    /** Where it happened. */
    public val phase: Phase get() = Phase.of(required(Text.PHASE))

    /** The HTTP status; the one that the body names where HTTP says nothing or success. */
    public val httpStatus: Int? get() = answer.httpStatus

    /** The server's own code. */
    public val serverCode: String? get() = answer.text(Text.SERVER_CODE)

    /** The server's title. */
    public val serverTitle: String? get() = answer.text(Text.SERVER_TITLE)

    /** The server's detail. */
    public val serverDetail: String? get() = answer.text(Text.SERVER_DETAIL)

    /** The connection's ID, for tracing it in logs. */
    public val connectionId: String? get() = answer.text(Text.CONNECTION_ID)

    /** The request's ID, for tracing it in logs. */
    public val reqId: String? get() = answer.text(Text.REQ_ID)

    /** The code of the close frame that the peer sent. */
    public val closeCode: Int? get() = answer.closeCode

    /** The reason of the close frame that the peer sent. */
    public val closeReason: String? get() = answer.text(Text.CLOSE_REASON)

    /** What to do about it. */
    public val recovery: Recovery get() = Recovery.of(required(Text.RECOVERY))

    /** Whether it is transient: true exactly for the recovery `retry`. */
    @get:JvmName("isRetryable")
    public val retryable: Boolean get() = answer.retryable

    /** Whether to alert when it recurs. */
    @get:JvmName("isAlert")
    public val alert: Boolean get() = answer.alert

    /** How long the server asks to wait, in milliseconds. */
    public val retryAfterMs: Long? get() = answer.retryAfterMs

    /** How long the server asks to wait. */
    public val retryAfter: Duration? get() = retryAfterMs?.let(Duration::ofMillis)

    /** The name of the rule that gave the code. */
    public val rule: String get() = required(Text.RULE)

    /** The response body, redacted and cut at 2,048 bytes; in no JSON and no log line. */
    public val rawBody: String? get() = answer.text(Text.RAW_BODY)

    /** What groups the same failure: code, phase and a detail without IDs or free text. */
    public val fingerprint: List<String> get() = Core.fingerprint(answer)

    /** How often it was tried; set by [retryBlocking] and `retry` where they give up, in no JSON. */
    public var attempts: Int? = null
        internal set

    /** How loud to log it: `WARN` where the flow goes on by itself, else `ERROR`. */
    public val severity: String get() = logFields()["severity"].toString()

    /** What to tell an end user: plain words, nothing of what is behind. */
    public val userMessage: String get() = surface().userMessage

    /** What an operator should check. */
    public val operatorHint: String get() = surface().operatorHint

    /** Where the code is documented. */
    public val docUrl: String get() = surface().docUrl

    /**
     * What to log: the documented names, then OpenTelemetry's; each value a `String`, a `Long` or a
     * `Boolean`. No secret, no raw body, and no `message`, which loggers keep for themselves. Less
     * of it where the native library does not load; like all that is for a `catch`, it never throws.
     *
     * ```
     * val line = logger.atLevel(Level.valueOf(error.severity)) // SLF4J
     * error.logFields().forEach { (name, value) -> line.addKeyValue(name, value) }
     * line.log("the avatar failed")
     * ```
     */
    public fun logFields(): Map<String, Any> = guarded { Core.logFields(toJson()) } ?: Unanswered.logFields(this)

    /** The same as one line of JSON, byte for byte the same in every language. */
    public fun logLine(): String = guarded { Core.logLine(toJson()) } ?: Unanswered.logLine(this)

    /** What a backend tells its own clients; it says nothing of the service behind. */
    public fun problem(): Problem = Problem(guarded { Core.problem(toJson()) } ?: Unanswered.problem)

    /** The canonical JSON, byte for byte the same in every language. */
    public fun toJson(): String = Core.toJson(answer)

    /** One line for a log: class, code, message, what to do and the correlation IDs. */
    override fun toString(): String {
        val line = if (Core.unavailable == null) Core.describe(answer) else "$code: $message"
        return "${javaClass.name}: $line"
    }

    private fun surface(): Surface = guarded { Core.surface(toJson()) } ?: Unanswered.surface()

    private fun required(text: Text): String = answer.text(text).orEmpty()

    public companion object {
        private const val serialVersionUID = 1L

        /**
         * Reads canonical JSON back; the text is trusted as written.
         *
         * @throws IllegalArgumentException where it is not the JSON of an error.
         */
        @JvmStatic
        @JvmOverloads
        public fun fromJson(
            json: String,
            cause: Throwable? = null,
        ): AvatarException =
            try {
                of(Core.fromJson(json), cause)
            } catch (refused: RefusedJson) {
                throw IllegalArgumentException("not the JSON of an avatar error: ${refused.message}", refused)
            }

        /**
         * The error for what a library threw: OkHttp, `java.net.http` or the JDK itself. What it
         * says is found along its causes; [throwable] becomes the cause of the error. Where it is
         * an [AvatarException] already, or was caused by one, that one is returned.
         *
         * [response] is the response that came with it, if one did: an `okhttp3.Response` or a
         * `java.net.http.HttpResponse`, whose body may be a `String`, bytes or an `InputStream`.
         * A body that is not there yet is read, at most 64 KB of it and at most 2 seconds, while
         * the caller waits; OkHttp's can be read again, an `InputStream` is closed.
         *
         * A cancellation is no failure and is thrown on, the very same object: a
         * `CancellationException` (also that of `withTimeout`: use `withTimeoutOrNull`), an
         * `InterruptedException`, which sets the thread's interrupt flag first, OkHttp's "Canceled"
         * and the JDK's "Socket closed". Nothing else is ever thrown.
         */
        @JvmStatic
        @JvmOverloads
        public fun from(
            throwable: Throwable?,
            phase: Phase,
            response: Any? = null,
            connectionId: String? = null,
            reqId: String? = null,
        ): AvatarException = translate(throwable, phase, response, connectionId, reqId)

        /** The error for a response that came without an exception, whatever its status. */
        @JvmStatic
        public fun from(
            response: Any?,
            phase: Phase,
        ): AvatarException =
            if (response is Throwable) {
                translate(response, phase, null, null, null)
            } else {
                translate(null, phase, response, null, null)
            }

        /**
         * The error for a close that the peer began: what OkHttp gives to `onClosing`, and
         * `java.net.http` to `onClose`.
         */
        @JvmStatic
        @JvmOverloads
        public fun fromClose(
            code: Int,
            reason: String?,
            phase: Phase,
            connectionId: String? = null,
            reqId: String? = null,
        ): AvatarException = translateClose(code, reason, phase, connectionId, reqId)

        internal fun of(
            answer: Answer,
            cause: Throwable?,
        ): AvatarException =
            if (answer.text(Text.PHASE) == Phase.SESSION_TOKEN.value) {
                SessionTokenException(answer, cause)
            } else {
                AvatarException(answer, cause)
            }
    }
}
