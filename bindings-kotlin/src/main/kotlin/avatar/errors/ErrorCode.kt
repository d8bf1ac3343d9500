package avatar.errors

/**
 * What happened: a stable code, for programmatic handling.
 *
 * Spellings never change and none is ever removed. The set is open: a code of a newer
 * version is kept as it is, so give a `when` or `switch` a default branch. Two codes of the
 * same spelling are the same object where this version lists them.
 */
public class ErrorCode private constructor(
    value: String,
) : Word(value) {
    override fun listed(): Word? = LISTED[value]

    public companion object {
        private const val serialVersionUID = 1L
        private val LISTED = LinkedHashMap<String, ErrorCode>()

        private fun list(value: String) = ErrorCode(value).also { LISTED[value] = it }

        /** Session token expired or is no longer authorized. */
        @JvmField
        public val SESSION_TOKEN_EXPIRED: ErrorCode = list("sessionTokenExpired")

        /** Session token is invalid or empty. */
        @JvmField
        public val SESSION_TOKEN_INVALID: ErrorCode = list("sessionTokenInvalid")

        /** App ID is not recognized by the server. */
        @JvmField
        public val APP_ID_UNRECOGNIZED: ErrorCode = list("appIDUnrecognized")

        /** Session token belongs to a different app. */
        @JvmField
        public val APP_ID_MISMATCH: ErrorCode = list("appIDMismatch")

        /** Requested avatar does not exist. */
        @JvmField
        public val AVATAR_NOT_FOUND: ErrorCode = list("avatarNotFound")

        /** Session is blocked by billing requirements. */
        @JvmField
        public val BILLING_REQUIRED: ErrorCode = list("billingRequired")

        /** Runtime or connect-time credits are exhausted. */
        @JvmField
        public val CREDITS_EXHAUSTED: ErrorCode = list("creditsExhausted")

        /** Session hit a billing-enforced duration limit. */
        @JvmField
        public val SESSION_DURATION_EXCEEDED: ErrorCode = list("sessionDurationExceeded")

        /** Audio sample rate is not accepted by the handshake. */
        @JvmField
        public val UNSUPPORTED_SAMPLE_RATE: ErrorCode = list("unsupportedSampleRate")

        /** LiveKit (or Agora) egress configuration is invalid. */
        @JvmField
        public val INVALID_EGRESS_CONFIG: ErrorCode = list("invalidEgressConfig")

        /** Egress service is unavailable or not configured. */
        @JvmField
        public val EGRESS_UNAVAILABLE: ErrorCode = list("egressUnavailable")

        /** Session was closed because no input was received. */
        @JvmField
        public val IDLE_TIMEOUT: ErrorCode = list("idleTimeout")

        /** Upstream internal service failed. */
        @JvmField
        public val UPSTREAM_ERROR: ErrorCode = list("upstreamError")

        /** Invalid protobuf payload or unexpected message sequence. */
        @JvmField
        public val PROTOCOL_ERROR: ErrorCode = list("protocolError")

        /** Transport-level connection setup failed. */
        @JvmField
        public val CONNECTION_FAILED: ErrorCode = list("connectionFailed")

        /** WebSocket closed unexpectedly. */
        @JvmField
        public val CONNECTION_CLOSED: ErrorCode = list("connectionClosed")

        /** Server returned an unclassified error. */
        @JvmField
        public val SERVER_ERROR: ErrorCode = list("serverError")

        /** Client request payload or parameters are invalid. */
        @JvmField
        public val INVALID_REQUEST: ErrorCode = list("invalidRequest")

        /** Fallback code when the SDK cannot classify the failure. */
        @JvmField
        public val UNKNOWN: ErrorCode = list("unknown")

        /** Too many concurrent sessions or too many requests. */
        @JvmField
        public val CONCURRENCY_LIMIT: ErrorCode = list("concurrencyLimit")

        /** Every code that this version lists, in the order of the service's documentation. */
        @JvmStatic
        public fun all(): List<ErrorCode> = LISTED.values.toList()

        /** The code of that spelling, listed or not. */
        @JvmStatic
        public fun of(value: String): ErrorCode = LISTED[value] ?: ErrorCode(value)
    }
}
