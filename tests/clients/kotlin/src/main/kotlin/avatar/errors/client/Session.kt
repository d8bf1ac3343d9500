package avatar.errors.client

import avatar.errors.AvatarErrors
import avatar.errors.Phase
import com.google.gson.JsonObject
import com.google.gson.JsonParseException
import com.google.gson.JsonParser
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandler
import java.net.http.HttpResponse.BodySubscribers
import java.net.http.HttpResponse.ResponseInfo
import java.net.http.WebSocket
import java.net.http.WebSocketHandshakeException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutionException
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeoutException

private const val SWITCHING_PROTOCOLS = 101

/** A session as an SDK runs it: token, upgrade, configure, confirm, audio, frames. */
internal class Session(
    private val scenario: Scenario,
    private val http: HttpClient,
) {
    private var phase = Phase.SESSION_TOKEN
    private var connectionId = ""
    private val connection = Connection()

    /** Runs until it fails. */
    fun run(): Nothing {
        var socket: WebSocket? = null
        try {
            val token = token()
            phase = Phase.WEBSOCKET_CONNECT
            socket = connect(token)
            phase = Phase.WEBSOCKET_HANDSHAKE
            handshake(socket)
            phase = Phase.WEBSOCKET_SEND
            sendAudio(socket)
            phase = Phase.WEBSOCKET_RUNTIME
            receive()
        } catch (failed: Failed) {
            throw AvatarErrors.classify(phase, failed) {
                connectionId(connectionId)
                failed.facts(this)
            }
        } finally {
            socket?.abort()
        }
    }

    private fun limit() = scenario.timeoutMs(phase)

    private fun token(): String {
        if (scenario.apiKey.isEmpty()) throw Failed { invalidArgument("api_key") }
        val expireAt = System.currentTimeMillis() / 1000 + 600
        val request =
            HttpRequest
                .newBuilder(URI("${scenario.console}/session-tokens"))
                .header("X-Api-Key", scenario.apiKey)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"expireAt\":$expireAt}"))
                .build()
        // The head is kept aside: a body that breaks off takes the response with it.
        var head: ResponseInfo? = null
        val handler =
            BodyHandler { info ->
                head = info
                BodySubscribers.ofByteArray()
            }
        val response =
            try {
                within(http.sendAsync(request, handler))
            } catch (broken: Exception) {
                throw Failed(broken) {
                    head?.let { httpStatus(it.statusCode()).headers(it.headers().map()) }
                    transport(transport(broken))
                }
            }
        val answered =
            Failed {
                httpStatus(response.statusCode()).headers(response.headers().map()).body(response.body())
            }
        if (response.statusCode() !in 200..299) throw answered
        val answer = json(response.body())
        val token =
            listOf("sessionToken", "session_token").firstNotNullOfOrNull {
                answer?.get(it)?.asString?.ifEmpty { null }
            }
        if (token != null) return token
        if (answer?.has("errors") == true) throw answered
        throw Failed {
            answered.facts(this)
            protocol("missing_token")
        }
    }

    private fun json(body: ByteArray): JsonObject? =
        try {
            JsonParser.parseString(body.decodeToString()) as? JsonObject
        } catch (_: JsonParseException) {
            null
        }

    private fun connect(token: String): WebSocket {
        if (scenario.avatarId.isEmpty()) throw Failed { invalidArgument("avatar_id") }
        var url = "${scenario.ingress.replaceFirst("http", "ws")}/websocket?id=${scenario.avatarId}"
        val builder = http.newWebSocketBuilder()
        if (scenario.credentialsInQuery) {
            url += "&appId=${scenario.appId}&sessionKey=$token"
        } else {
            builder.header("X-App-ID", scenario.appId).header("X-Session-Key", token)
        }
        try {
            return within(builder.buildAsync(URI(url), connection))
        } catch (refused: WebSocketHandshakeException) {
            throw Failed(refused) {
                val response = refused.response
                if (response.statusCode() == SWITCHING_PROTOCOLS) {
                    protocol("other")
                } else {
                    httpStatus(response.statusCode()).headers(response.headers().map())
                    // The library has read it as text already.
                    body(response.body() as? String)
                }
            }
        } catch (broken: Exception) {
            throw Failed(broken) { transport(transport(broken)) }
        }
    }

    private fun <T> within(step: CompletableFuture<T>): T =
        try {
            step.get(limit(), TimeUnit.MILLISECONDS)
        } catch (late: TimeoutException) {
            step.cancel(true)
            throw late
        } catch (failed: ExecutionException) {
            throw failed.cause ?: failed
        }

    private fun handshake(socket: WebSocket) {
        connection.send(socket, Envelope.configureSession(), limit())
        val frame = connection.frame(limit())
        connectionId = Envelope.connectionId(frame)
        if (connectionId.isEmpty()) throw Failed { frame(frame) }
    }

    private fun sendAudio(socket: WebSocket) {
        // Samples have two bytes.
        if (scenario.audioBytes % 2 == 1) throw Failed { invalidArgument("audio") }
        repeat(scenario.audioFrames) {
            connection.send(socket, Envelope.audioInput(ByteArray(scenario.audioBytes)), limit())
        }
    }

    private fun receive(): Nothing {
        while (true) {
            val frame = connection.frame(limit())
            val kind = Envelope.kind(frame)
            if (kind == null || kind == Envelope.SERVER_ERROR) throw Failed { frame(frame) }
        }
    }
}
