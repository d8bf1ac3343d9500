package avatar.errors.adapters

import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.security.MessageDigest
import java.util.Base64
import kotlin.concurrent.thread

/** A server on loopback that answers every connection as told. */
internal class Peer(
    private val answer: (Socket) -> Unit,
) : AutoCloseable {
    private val listener = ServerSocket(0, 50, InetAddress.getLoopbackAddress())
    val url: String = "http://127.0.0.1:${listener.localPort}/"

    init {
        thread(isDaemon = true) {
            while (!listener.isClosed) {
                val socket = guarded { listener.accept() } ?: break
                thread(isDaemon = true) { socket.use { guarded { answer(it) } } }
            }
        }
    }

    override fun close() = listener.close()

    companion object {
        const val STALL_MS = 15_000L
        private const val GREETING = 16 * 1024

        /** A peer that reads the request and writes this. */
        fun saying(
            text: String,
            then: (Socket) -> Unit = {},
        ) = Peer {
            head(it)
            it.write(text.encodeToByteArray())
            then(it)
        }

        /** A peer that answers a TLS greeting with this. */
        fun withoutTls(answer: String) =
            Peer {
                it.getInputStream().read(ByteArray(GREETING))
                it.write(answer.encodeToByteArray())
            }

        fun http(
            status: String,
            body: String,
            vararg headers: String,
        ) = saying(
            "HTTP/1.1 $status\r\nContent-Length: ${body.length}\r\nConnection: close\r\n" +
                headers.joinToString("") { "$it\r\n" } + "\r\n$body",
        )

        /** A peer that upgrades and sends this past the WebSocket layer. */
        fun upgraded(
            vararg bytes: Int,
            then: (Socket) -> Unit = { Thread.sleep(STALL_MS) },
        ) = Peer { socket ->
            val key = Regex("(?i)sec-websocket-key: (\\S+)").find(head(socket))?.groupValues?.get(1)
            val accept = "${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11".encodeToByteArray()
            val hash = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(accept))
            socket.write(
                (
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
                        "Sec-WebSocket-Accept: $hash\r\n\r\n"
                ).encodeToByteArray(),
            )
            socket.write(ByteArray(bytes.size) { bytes[it].toByte() })
            then(socket)
        }

        fun reset(socket: Socket) {
            socket.setSoLinger(true, 0)
            socket.close()
        }

        private fun Socket.write(bytes: ByteArray) {
            getOutputStream().write(bytes)
            getOutputStream().flush()
        }

        private fun head(socket: Socket): String {
            val head = StringBuilder()
            val input = socket.getInputStream()
            while (!head.endsWith("\r\n\r\n")) head.append(input.read().also { check(it >= 0) }.toChar())
            return head.toString()
        }
    }
}
