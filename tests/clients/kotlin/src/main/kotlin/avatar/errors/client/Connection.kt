package avatar.errors.client

import java.io.ByteArrayOutputStream
import java.net.ProtocolException
import java.net.http.WebSocket
import java.nio.ByteBuffer
import java.util.concurrent.CompletionStage
import java.util.concurrent.ExecutionException
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeoutException

private const val MAX_MESSAGE = 1024 * 1024

/** The code that the library gives for a connection that ended without a close frame. */
private const val NO_CLOSE_FRAME = 1006

/** How long what ended a connection may come after a message was not sent. */
private const val END_MS = 1000L

/** A WebSocket whose events are awaited instead of listened to. */
internal class Connection : WebSocket.Listener {
    /** Frames, and at the end what ended them. */
    private val events = LinkedBlockingQueue<Result<ByteArray>>()
    private val message = ByteArrayOutputStream()

    override fun onBinary(
        socket: WebSocket,
        data: ByteBuffer,
        last: Boolean,
    ): CompletionStage<*>? {
        message.write(ByteArray(data.remaining()).also(data::get))
        if (message.size() > MAX_MESSAGE) {
            end(Failed { protocol("other") })
        } else if (last) {
            events.add(Result.success(message.toByteArray()))
            message.reset()
        }
        socket.request(1)
        return null
    }

    override fun onText(
        socket: WebSocket,
        data: CharSequence,
        last: Boolean,
    ): CompletionStage<*>? {
        end(Failed { protocol("text_frame") })
        return null
    }

    override fun onClose(
        socket: WebSocket,
        statusCode: Int,
        reason: String,
    ): CompletionStage<*>? {
        end(
            if (statusCode == NO_CLOSE_FRAME) {
                Failed { transport("other") }
            } else {
                Failed { closeCode(statusCode).closeReason(reason) }
            },
        )
        return null
    }

    override fun onError(
        socket: WebSocket,
        error: Throwable,
    ) {
        val violated = generateSequence(error, Throwable::cause).any { it is ProtocolException }
        end(Failed(error) { if (violated) protocol("other") else transport(transport(error)) })
    }

    private fun end(failed: Failed) {
        events.add(Result.failure(failed))
    }

    /** The next binary frame. */
    fun frame(timeoutMs: Long): ByteArray {
        val event = events.poll(timeoutMs, TimeUnit.MILLISECONDS) ?: throw Failed { transport("timeout") }
        return event.getOrThrow()
    }

    fun send(
        socket: WebSocket,
        bytes: ByteArray,
        timeoutMs: Long,
    ) {
        try {
            socket.sendBinary(ByteBuffer.wrap(bytes), true).get(timeoutMs, TimeUnit.MILLISECONDS)
        } catch (late: TimeoutException) {
            throw Failed(late) { transport("timeout") }
        } catch (unsent: ExecutionException) {
            // Why a message was not sent is known when the connection has ended.
            val end = generateSequence { events.poll(END_MS, TimeUnit.MILLISECONDS) }.firstOrNull { it.isFailure }
            throw end?.exceptionOrNull() ?: Failed(unsent) { transport(transport(unsent)) }
        }
    }
}
