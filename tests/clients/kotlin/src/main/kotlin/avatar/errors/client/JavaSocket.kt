package avatar.errors.client

import avatar.errors.AvatarErrors
import avatar.errors.AvatarException
import avatar.errors.Phase
import java.io.ByteArrayOutputStream
import java.net.URI
import java.net.http.WebSocket
import java.nio.ByteBuffer
import java.util.concurrent.CompletionStage
import java.util.concurrent.ExecutionException
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeoutException

private const val MAX_MESSAGE = 1024 * 1024

/** How long what ended a connection may come after a message was not sent. */
private const val END_MS = 1000L

internal class JavaSocket :
    WebSocket.Listener,
    Socket {
    /** Frames, and at the end what ended them. */
    private val events = LinkedBlockingQueue<Result<ByteArray>>()
    private val message = ByteArrayOutputStream()
    private var socket: WebSocket? = null

    override fun connect(
        url: String,
        headers: Map<String, String>,
        limitMs: Long,
    ) {
        val builder = javaHttp.newWebSocketBuilder()
        headers.forEach(builder::header)
        socket = builder.buildAsync(URI(url), this).within(limitMs)
    }

    override fun onBinary(
        webSocket: WebSocket,
        data: ByteBuffer,
        last: Boolean,
    ): CompletionStage<*>? {
        message.write(ByteArray(data.remaining()).also(data::get))
        if (message.size() > MAX_MESSAGE) {
            over { phase, connectionId -> AvatarErrors.classify(phase) { protocol("other").connectionId(connectionId) } }
        } else if (last) {
            events.add(Result.success(message.toByteArray()))
            message.reset()
        } else {
            webSocket.request(1)
        }
        return null
    }

    override fun onText(
        webSocket: WebSocket,
        data: CharSequence,
        last: Boolean,
    ): CompletionStage<*>? {
        over { phase, connectionId ->
            AvatarErrors.classify(phase) { protocol("text_frame").connectionId(connectionId) }
        }
        return null
    }

    override fun onClose(
        webSocket: WebSocket,
        statusCode: Int,
        reason: String,
    ): CompletionStage<*>? {
        over { phase, connectionId -> AvatarException.fromClose(statusCode, reason, phase, connectionId) }
        return null
    }

    override fun onError(
        webSocket: WebSocket,
        error: Throwable,
    ) = over { phase, connectionId -> AvatarException.from(error, phase, null, connectionId) }

    private fun over(error: (Phase, String) -> AvatarException) {
        events.add(Result.failure(Ended(error)))
    }

    override fun frame(limitMs: Long): ByteArray {
        val event = events.poll(limitMs, TimeUnit.MILLISECONDS) ?: throw TimeoutException()
        socket?.request(1)
        return event.getOrThrow()
    }

    override fun send(
        bytes: ByteArray,
        limitMs: Long,
    ) {
        try {
            checkNotNull(socket).sendBinary(ByteBuffer.wrap(bytes), true).within(limitMs)
        } catch (unsent: ExecutionException) {
            // Why a message was not sent is known when the connection has ended.
            val end = generateSequence { events.poll(END_MS, TimeUnit.MILLISECONDS) }.firstOrNull { it.isFailure }
            end?.getOrThrow()
            throw unsent
        }
    }

    override fun end() {
        socket?.abort()
    }
}
