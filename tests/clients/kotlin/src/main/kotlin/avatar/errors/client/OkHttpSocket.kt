package avatar.errors.client

import avatar.errors.AvatarErrors
import avatar.errors.AvatarException
import avatar.errors.Phase
import okhttp3.Request
import okhttp3.Response
import okhttp3.WebSocket
import okhttp3.WebSocketListener
import okio.ByteString
import okio.ByteString.Companion.toByteString
import java.util.concurrent.CompletableFuture
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeoutException

/** The library's own thread waits where more frames than these are not yet taken. */
private const val MOST_FRAMES = 16

/** How far apart may be what ended a connection and what a message became. */
private const val END_MS = 500L
private const val MS = 1_000_000
private const val NORMAL = 1000

internal class OkHttpSocket :
    WebSocketListener(),
    Socket {
    private val frames = LinkedBlockingQueue<Result<ByteArray>>(MOST_FRAMES)
    private val sockets = Sockets()
    private val opened = CompletableFuture<Unit>()
    private val ended = CompletableFuture<Unit>()
    private var socket: WebSocket? = null

    override fun connect(
        url: String,
        headers: Map<String, String>,
        limitMs: Long,
    ) {
        val request = Request.Builder().url(url)
        headers.forEach(request::header)
        val client = okHttp(limitMs).newBuilder().socketFactory(sockets)
        socket = client.build().newWebSocket(request.build(), this)
        opened.get()
    }

    override fun onOpen(
        webSocket: WebSocket,
        response: Response,
    ) {
        sockets.renew()
        opened.complete(Unit)
    }

    override fun onMessage(
        webSocket: WebSocket,
        bytes: ByteString,
    ) {
        sockets.renew()
        frames.put(Result.success(bytes.toByteArray()))
    }

    override fun onMessage(
        webSocket: WebSocket,
        text: String,
    ) = over { phase, connectionId ->
        AvatarErrors.classify(phase) { protocol("text_frame").connectionId(connectionId) }
    }

    override fun onClosing(
        webSocket: WebSocket,
        code: Int,
        reason: String,
    ) {
        over { phase, connectionId -> AvatarException.fromClose(code, reason, phase, connectionId) }
        webSocket.close(NORMAL, null)
    }

    override fun onFailure(
        webSocket: WebSocket,
        t: Throwable,
        response: Response?,
    ) {
        // The response is closed when this returns.
        if (!opened.isDone) opened.completeExceptionally(AvatarException.from(t, Phase.WEBSOCKET_CONNECT, response))
        over { phase, connectionId -> AvatarException.from(t, phase, null, connectionId) }
    }

    private fun over(error: (Phase, String) -> AvatarException) {
        val end = Ended(error)
        ended.completeExceptionally(end)
        frames.put(Result.failure(end))
    }

    override fun frame(limitMs: Long): ByteArray = (frames.poll(limitMs, TimeUnit.MILLISECONDS) ?: throw TimeoutException()).getOrThrow()

    /** Returns when the message is written, not when the library has queued it. */
    override fun send(
        bytes: ByteArray,
        limitMs: Long,
    ) {
        val socket = checkNotNull(socket)
        if (!socket.send(bytes.toByteString())) ended.get(END_MS, TimeUnit.MILLISECONDS)
        val start = System.nanoTime()
        var end = 0L
        while (socket.queueSize() > 0) {
            val now = System.nanoTime()
            if (now - start > limitMs * MS) throw TimeoutException()
            // The answer to a message may come before the library counts it as written.
            if (end == 0L && ended.isDone) end = now
            if (end != 0L && now - end > END_MS * MS) ended.get()
            Thread.sleep(1)
        }
    }

    override fun end() {
        socket?.cancel()
        frames.clear()
    }
}
