package avatar.errors

import avatar.errors.adapters.translate
import avatar.errors.adapters.translateClose
import avatar.errors.ffi.Fields
import avatar.errors.ffi.LogValue
import avatar.errors.ffi.Refused
import avatar.errors.ffi.Texts
import avatar.errors.ffi.describe
import java.io.ObjectOutputStream
import java.time.Duration
import avatar.errors.ffi.fingerprint as nativeFingerprint
import avatar.errors.ffi.fromJson as nativeFromJson
import avatar.errors.ffi.logFields as nativeLogFields
import avatar.errors.ffi.logLine as nativeLogLine
import avatar.errors.ffi.problem as nativeProblem
import avatar.errors.ffi.toJson as nativeToJson

/**
 * What happened and what to do about it. No text holds a secret; what was not known is `null`.
 *
 * As with every exception, two are equal only where they are the same object: compare
 * [toJson] for the same content, [fingerprint] for the same failure.
 */
public open class AvatarException internal constructor(
    fields: Fields,
    native: Throwable?,
) : ErrorFields(fields, null) {
    /**
     * The library's own exception, the very object, for whoever needs it: its texts may hold
     * secrets. It is neither printed nor serialized. Java calls it `nativeException()`, no getter,
     * so that nothing which reads beans finds it.
     */
    @Transient
    @get:JvmName("nativeException")
    public val native: Throwable? = native

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
    public val docUrl: String get() = texts().docUrl

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
    public fun problem(): Problem = Problem(Core.ifLoaded { nativeProblem(fields) } ?: WithoutCore.problem)

    /** The canonical JSON, byte for byte the same in every language. */
    public fun toJson(): String = Core.required { nativeToJson(fields) }

    /** One line for a log: class, code, message, what to do and the correlation IDs. */
    override fun toString(): String = "${javaClass.name}: ${Core.ifLoaded { describe(fields) } ?: "$code: $message"}"

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
        ): AvatarException =
            try {
                of(Core.required { nativeFromJson(json.wellFormed()) }, cause)
            } catch (refused: Refused) {
                throw IllegalArgumentException("not the JSON of an avatar error: ${refused.message}", refused)
            }

        /**
         * The error for what a library threw: OkHttp, `java.net.http` or the JDK itself. What it
         * says is found along its causes; [throwable] becomes what the error has as [native], and
         * stands redacted as its cause. Where it is an [AvatarException] already, or was caused by
         * one, that one is returned.
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
            fields: Fields,
            native: Throwable?,
        ): AvatarException =
            if (fields.phase == Phase.SESSION_TOKEN.value) {
                SessionTokenException(fields, native)
            } else {
                AvatarException(fields, native)
            }
    }
}
