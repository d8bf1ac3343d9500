package avatar.errors

/** Where the failure happened; open as [ErrorCode] is. */
public class Phase private constructor(
    value: String,
) : Word(value) {
    override fun listed(): Word? = LISTED[value]

    public companion object {
        private const val serialVersionUID = 1L
        private val LISTED = LinkedHashMap<String, Phase>()

        private fun list(value: String) = Phase(value).also { LISTED[value] = it }

        /** Requesting a session token over HTTPS. */
        @JvmField
        public val SESSION_TOKEN: Phase = list("session_token")

        /** Opening the WebSocket: the HTTP upgrade. */
        @JvmField
        public val WEBSOCKET_CONNECT: Phase = list("websocket_connect")

        /** Socket open, session not yet confirmed. */
        @JvmField
        public val WEBSOCKET_HANDSHAKE: Phase = list("websocket_handshake")

        /** Session confirmed, messages flowing. */
        @JvmField
        public val WEBSOCKET_RUNTIME: Phase = list("websocket_runtime")

        /** Writing audio or an interrupt. */
        @JvmField
        public val WEBSOCKET_SEND: Phase = list("websocket_send")

        /** The caller did not say. */
        @JvmField
        public val UNKNOWN: Phase = list("unknown")

        /** Every phase that this version lists. */
        @JvmStatic
        public fun all(): List<Phase> = LISTED.values.toList()

        /** The phase of that spelling, listed or not. */
        @JvmStatic
        public fun of(value: String): Phase = LISTED[value] ?: Phase(value)
    }
}
