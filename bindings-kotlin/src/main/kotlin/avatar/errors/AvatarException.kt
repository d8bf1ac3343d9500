package avatar.errors

import avatar.errors.ffi.Fields
import avatar.errors.ffi.LogValue
import avatar.errors.ffi.Texts
import java.io.ObjectOutputStream
import java.time.Duration
import avatar.errors.ffi.describe as nativeDescribe
import avatar.errors.ffi.docUrlAt as nativeDocUrlAt
import avatar.errors.ffi.fingerprint as nativeFingerprint
import avatar.errors.ffi.logFields as nativeLogFields
import avatar.errors.ffi.logLine as nativeLogLine
import avatar.errors.ffi.problem as nativeProblem
import avatar.errors.ffi.problemAt as nativeProblemAt
import avatar.errors.ffi.toJson as nativeToJson

/**
 * What happened and what to do about it. No text holds a secret; what was not known is `null`.
 *
 * As with every exception, two are equal only where they are the same object: compare
 * [toJson] for the same content, [fingerprint] for the same failure.
 *
 * An SDK may have a class of its own: see [ErrorFactory].
 */
public open class AvatarException protected constructor(
    answer: Answer,
) : ErrorFields(answer.fields, null),
    Cloneable {
    /**
     * The library's own exception, the very object, for whoever needs it: its texts may hold
     * secrets. It is neither printed nor serialized. Java calls it `nativeException()`, no getter,
     * so that nothing which reads beans finds it.
     */
    @Transient
    @get:JvmName("nativeException")
    public val native: Throwable? = answer.native

    private var standIn: Throwable? = null

    /**
     * What stands in for [native] wherever the error is printed, a [Cause]; where [native] is an
     * error of this library, that error. It is made when it is first asked for.
     */
    override val cause: Throwable?
        @Synchronized
        get() {
            if (standIn == null) standIn = native?.let(Causes(this)::of)
            return standIn
        }

    /** How long the server asks to wait. */
    public val retryAfter: Duration? get() = retryAfterMs?.let(Duration::ofMillis)

    /** What groups the same failure: code, phase and a detail without IDs or free text. */
    public val fingerprint: List<String> get() = Core.required { nativeFingerprint(fields) }

    /** How often it was tried; set by [retryBlocking] and `retry` where they give up, in no JSON. */
    public var attempts: Int? = null
        internal set

    /** How loud to log it: `WARN` where the flow goes on by itself, else `ERROR`. */
    public val severity: String get() =
        Core.ifLoaded { Core.catalog.run { severities[fields.recovery] ?: unlistedSeverity } } ?: WithoutCore.SEVERITY

    /** What to tell an end user: plain words, nothing of what is behind. */
    public val userMessage: String get() = texts().userMessage

    /** What an operator should check. */
    public val operatorHint: String get() = Core.ifLoaded { Core.catalog.hints }?.get(fields.rule) ?: texts().operatorHint

    /** Where the code is documented. */
    public val docUrl: String
        get() = docPage?.let { page -> Core.ifLoaded { nativeDocUrlAt(fields, page.wellFormed()) } } ?: texts().docUrl

    /** The page on which an SDK documents the codes by itself, of which [docUrl] and [problem] tell then. */
    protected open val docPage: String? get() = null

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
    public fun logFields(): Map<String, Any> =
        Core.ifLoaded { nativeLogFields(fields).associateTo(LinkedHashMap()) { it.name to plain(it.value) } } ?: WithoutCore.logFields(this)

    /** The same as one line of JSON, byte for byte the same in every language. */
    public fun logLine(): String = Core.ifLoaded { nativeLogLine(fields) } ?: WithoutCore.logLine(this)

    /** What a backend tells its own clients; it says nothing of the service behind. */
    public fun problem(): Problem =
        Problem(
            Core.ifLoaded { docPage?.let { nativeProblemAt(fields, it.wellFormed()) } ?: nativeProblem(fields) } ?: WithoutCore.problem,
        )

    /** The canonical JSON, byte for byte the same in every language. */
    public fun toJson(): String = Core.required { nativeToJson(fields) }

    /** One line for an operator: code, message, what to do and the correlation IDs. Never throws. */
    public fun describe(): String = Core.ifLoaded { nativeDescribe(fields) } ?: "$code: $message"

    /** Class, code and message, which ends in the place. */
    override fun toString(): String = "${javaClass.name}: $code: $message"

    internal fun copy(changed: Fields): AvatarException =
        (clone() as AvatarException).also {
            it.fields = changed
            // Each error has stand-ins of its own.
            if (native != null) it.standIn = null
        }

    private fun writeObject(stream: ObjectOutputStream) {
        standIn = cause
        stream.defaultWriteObject()
    }

    private fun texts(): Texts = Core.ifLoaded { Core.catalog.run { texts[fields.code] ?: unlistedTexts } } ?: WithoutCore.texts

    private fun plain(value: LogValue): Any =
        when (value) {
            is LogValue.Text -> value.text
            is LogValue.Number -> value.number
            is LogValue.Flag -> value.flag
        }

    public companion object {
        private const val serialVersionUID = 1L

        private val factory =
            object : ErrorFactory<AvatarException>(::of) {
                override fun own(error: AvatarException): AvatarException = error
            }

        /**
         * Reads canonical JSON back: what classification could have made, anything else is refused.
         *
         * @throws IllegalArgumentException where it is not the JSON of an error.
         */
        @JvmStatic
        @JvmOverloads
        public fun fromJson(
            json: String,
            cause: Throwable? = null,
        ): AvatarException = factory.fromJson(json, cause)

        /**
         * The error for what a library threw: OkHttp, `java.net.http` or the JDK itself. What it
         * says is found along its causes; [throwable] becomes what the error has as [native], and
         * stands redacted as its cause. Where it is an [AvatarException] already, or was caused by
         * one, that one is returned, its [reclassified] form.
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
         *
         * @param prefix what the caller was doing; it stands before the message
         * @param fallback what it counts as where nothing is known: `transport` or `protocol`
         */
        @JvmStatic
        @JvmOverloads
        public fun from(
            throwable: Throwable?,
            phase: Phase = Phase.UNKNOWN,
            response: Any? = null,
            connectionId: String? = null,
            reqId: String? = null,
            prefix: String? = null,
            fallback: String? = null,
        ): AvatarException = factory.from(throwable, phase, response, connectionId, reqId, prefix, fallback)

        /**
         * The same, but `null` for a cancellation and for a close of the caller's own, for callbacks
         * in which nobody may throw. An `InterruptedException` sets the thread's interrupt flag.
         */
        @JvmStatic
        @JvmOverloads
        public fun tryFrom(
            throwable: Throwable?,
            phase: Phase = Phase.UNKNOWN,
            response: Any? = null,
            connectionId: String? = null,
            reqId: String? = null,
            prefix: String? = null,
            fallback: String? = null,
        ): AvatarException? = factory.tryFrom(throwable, phase, response, connectionId, reqId, prefix, fallback)

        /** The error for a response that came without an exception, whatever its status. */
        @JvmStatic
        public fun from(
            response: Any?,
            phase: Phase,
        ): AvatarException = factory.from(response, phase)

        /**
         * The error for a close that the peer began: what OkHttp gives to `onClosing`, and
         * `java.net.http` to `onClose`.
         */
        @JvmStatic
        @JvmOverloads
        public fun fromClose(
            code: Int,
            reason: String?,
            phase: Phase = Phase.UNKNOWN,
            connectionId: String? = null,
            reqId: String? = null,
        ): AvatarException = factory.fromClose(code, reason, phase, connectionId, reqId)

        internal fun of(answer: Answer): AvatarException =
            if (answer.fields.phase == Phase.SESSION_TOKEN.value) SessionTokenException(answer) else AvatarException(answer)
    }
}
