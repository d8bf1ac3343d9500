package avatar.errors

/**
 * The raw facts of what happened: the input of [AvatarErrors.classify].
 *
 * Every fact but the phase is optional, and every value is taken: `null`, and what is out of
 * range or blank, counts as not given. Calls chain, and may follow in any order:
 *
 * ```
 * Failure(Phase.WEBSOCKET_CONNECT).httpStatus(401).body(responseBody)
 * ```
 *
 * Not safe for use by several threads at once.
 */
public class Failure(
    /** Where it happened. */
    public val phase: Phase,
) {
    internal val facts: Facts = Facts().apply { text(1, phase.value) }

    /** A failure of which not even the phase is known. */
    public constructor() : this(Phase.UNKNOWN)

    /** The HTTP status, 100–599. */
    public fun httpStatus(status: Int?): Failure = number(2, status?.toLong())

    /** A response header; call it once for each value. Names are taken in any case. */
    public fun header(
        name: String,
        value: String?,
    ): Failure = set { if (value != null) header(name, value) }

    /** The response headers, as `java.net.http.HttpHeaders.map()` and most clients have them. */
    public fun headers(headers: Map<out String?, List<String?>?>?): Failure {
        headers?.forEach { (name, values) ->
            if (name != null) values?.forEach { header(name, it) }
        }
        return this
    }

    /** The response body as received. */
    public fun body(body: ByteArray?): Failure = bytes(4, body)

    /** The response body as text. */
    public fun body(body: String?): Failure = text(5, body)

    /** The response body in standard base64 with padding; it counts where no other body is given. */
    public fun bodyBase64(body: String?): Failure = text(20, body)

    /** The server's own code, where it is parsed already. */
    public fun serverCode(code: String?): Failure = text(6, code)

    /** The server's own code, where it is parsed already. */
    public fun serverCode(code: Long): Failure = text(6, code.toString())

    /** The server's title, where it is parsed already. */
    public fun serverTitle(title: String?): Failure = text(7, title)

    /** The server's detail, where it is parsed already. */
    public fun serverDetail(detail: String?): Failure = text(8, detail)

    /** A binary WebSocket frame as received. */
    public fun frame(frame: ByteArray?): Failure = bytes(9, frame)

    /** A frame in standard base64 with padding; anything else is a frame that does not decode. */
    public fun frameBase64(frame: String?): Failure = text(10, frame)

    /** The code of the close frame *received* from the peer; never 1006 or 1015, which nobody sends. */
    public fun closeCode(code: Int?): Failure = number(11, code?.toLong())

    /** The reason of the close frame received from the peer; alone it is a close without a code. */
    public fun closeReason(reason: String?): Failure = text(12, reason)

    /** What broke below HTTP and WebSocket: `dns`, `refused`, `unreachable`, `reset`, `tls`, `timeout` or `other`. */
    public fun transport(word: String?): Failure = text(13, word)

    /**
     * A violation seen locally: `undecodable`, `unexpected_message`, `text_frame`,
     * `missing_payload`, `missing_connection_id`, `missing_token` or `other`.
     */
    public fun protocol(word: String?): Failure = text(14, word)

    /** A parameter refused locally, before any request. */
    public fun invalidArgument(name: String?): Failure = text(15, name)

    /** The native exception's own text. */
    public fun message(message: String?): Failure = text(16, message)

    /** The connection ID that the caller knows. */
    public fun connectionId(id: String?): Failure = text(17, id)

    /** The request ID that the caller knows. */
    public fun reqId(id: String?): Failure = text(18, id)

    /** Unix time in milliseconds for reading `Retry-After` dates; the system clock where not given. */
    public fun nowMs(nowMs: Long?): Failure = number(19, nowMs)

    private fun number(
        key: Int,
        number: Long?,
    ) = set { if (number != null) number(key, number) }

    private fun text(
        key: Int,
        text: String?,
    ) = set { if (text != null) text(key, text) }

    private fun bytes(
        key: Int,
        bytes: ByteArray?,
    ) = set { if (bytes != null) bytes(key, bytes) }

    private inline fun set(change: Facts.() -> Unit): Failure {
        facts.change()
        return this
    }
}
