package avatar.errors.client

import avatar.errors.AvatarErrors
import avatar.errors.AvatarException
import avatar.errors.Failure
import avatar.errors.Phase
import com.google.gson.JsonObject
import com.google.gson.JsonParseException
import com.google.gson.JsonParser
import java.util.concurrent.ExecutionException

/** A session as an SDK runs it: token, upgrade, configure, confirm, audio, frames. */
internal class Session(
    private val scenario: Scenario,
    private val requests: Requests,
    private val socket: Socket,
) {
    private var phase = Phase.SESSION_TOKEN
    private var connectionId = ""

    /** Runs until it fails. */
    fun run() = converse(token()) { false }

    fun token(): String =
        translated {
            if (scenario.apiKey.isEmpty()) throw error { invalidArgument("api_key") }
            requestToken()
        }

    /** All that a token is for, until a message of a kind that ends it. */
    fun converse(
        token: String,
        ends: (Long) -> Boolean,
    ) = translated {
        try {
            phase = Phase.WEBSOCKET_CONNECT
            connect(token)
            phase = Phase.WEBSOCKET_HANDSHAKE
            handshake()
            phase = Phase.WEBSOCKET_SEND
            sendAudio()
            phase = Phase.WEBSOCKET_RUNTIME
            receive(ends)
        } finally {
            socket.end()
        }
    }

    private inline fun <T> translated(step: () -> T): T =
        try {
            step()
        } catch (thrown: Exception) {
            val end = thrown as? Ended ?: (thrown as? ExecutionException)?.cause as? Ended
            throw end?.error?.invoke(phase, connectionId) ?: AvatarException.from(thrown, phase, null, connectionId)
        }

    private fun limit() = scenario.timeoutMs(phase)

    private fun error(facts: Failure.() -> Unit) =
        AvatarErrors.classify(phase) {
            connectionId(connectionId)
            facts()
        }

    private fun requestToken(): String {
        val expireAt = System.currentTimeMillis() / 1000 + 600
        val answer = requests.post("${scenario.console}/session-tokens", scenario.apiKey, "{\"expireAt\":$expireAt}", limit())
        val json = json(answer.body)
        return listOf("sessionToken", "session_token").firstNotNullOfOrNull { json?.get(it)?.asString?.ifEmpty { null } }
            ?: throw error {
                httpStatus(answer.status).headers(answer.headers).body(answer.body)
                if (json?.has("errors") != true) protocol("missing_token")
            }
    }

    private fun json(body: ByteArray): JsonObject? =
        try {
            JsonParser.parseString(body.decodeToString()) as? JsonObject
        } catch (_: JsonParseException) {
            null
        }

    private fun connect(token: String) {
        if (scenario.avatarId.isEmpty()) throw error { invalidArgument("avatar_id") }
        val url = "${scenario.ingress.replaceFirst("http", "ws")}/websocket?id=${scenario.avatarId}"
        if (scenario.credentialsInQuery) {
            socket.connect("$url&appId=${scenario.appId}&sessionKey=$token", emptyMap(), limit())
        } else {
            socket.connect(url, mapOf("X-App-ID" to scenario.appId, "X-Session-Key" to token), limit())
        }
    }

    private fun handshake() {
        socket.send(Envelope.configureSession(), limit())
        val frame = socket.frame(limit())
        connectionId = Envelope.connectionId(frame)
        if (connectionId.isEmpty()) throw error { frame(frame) }
    }

    private fun sendAudio() {
        // Samples have two bytes.
        if (scenario.audioBytes % 2 == 1) throw error { invalidArgument("audio") }
        repeat(scenario.audioFrames) { socket.send(Envelope.audioInput(ByteArray(scenario.audioBytes)), limit()) }
    }

    private fun receive(ends: (Long) -> Boolean) {
        do {
            val frame = socket.frame(limit())
            val kind = Envelope.kind(frame)
            if (kind == null || kind == Envelope.SERVER_ERROR) throw error { frame(frame) }
        } while (!ends(kind))
    }
}
