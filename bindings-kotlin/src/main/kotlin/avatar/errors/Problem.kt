package avatar.errors

import avatar.errors.ffi.ProblemDocument

/** What a backend tells its own clients: a problem document of RFC 9457. */
public class Problem internal constructor(
    private val document: ProblemDocument,
) {
    /** The HTTP status to answer with. */
    public val status: Int get() = document.status

    /** What to send as `Retry-After`, in seconds. */
    public val retryAfterSeconds: Long? get() = document.retryAfterS

    /** What to send as [MEDIA_TYPE]. */
    public fun toJson(): String = document.json

    override fun toString(): String = toJson()

    public companion object {
        /** The `Content-Type` of [toJson]. */
        public const val MEDIA_TYPE: String = "application/problem+json"
    }
}
