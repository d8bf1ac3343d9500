package avatar.errors.adapters

import avatar.errors.AvatarException
import avatar.errors.Phase
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.net.ServerSocket
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.net.http.HttpResponse.BodyHandler
import java.net.http.HttpResponse.BodyHandlers
import java.net.http.WebSocket
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionStage
import java.util.concurrent.ExecutionException
import java.util.concurrent.TimeUnit
import kotlin.concurrent.thread

private const val WAIT_S = 20L
private const val LATE = "Server returned an unclassified error (session_token, HTTP 500, timeout)"

/** What `java.net.http` really throws. */
class JavaHttpTest {
    private val client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()

    private fun request(url: String) = HttpRequest.newBuilder(URI(url)).timeout(Duration.ofSeconds(WAIT_S)).build()

    private fun <T> answer(
        peer: Peer,
        handler: BodyHandler<T>,
    ): HttpResponse<T> = client.send(request(peer.url), handler)

    private fun rule(
        url: String,
        request: HttpRequest = request(url),
    ): String {
        val thrown = assertThrows(Exception::class.java) { client.send(request, BodyHandlers.ofByteArray()) }
        val error = AvatarException.from(thrown, Phase.SESSION_TOKEN)
        assertSame(thrown, error.native)
        val later = assertThrows(Exception::class.java) { client.sendAsync(request, BodyHandlers.ofByteArray()).join() }
        assertEquals(error.rule, AvatarException.from(later, Phase.SESSION_TOKEN).rule)
        return error.rule
    }

    private fun socketError(
        peer: Peer,
        phase: Phase,
    ): AvatarException {
        val end = CompletableFuture<AvatarException>()
        val listener =
            object : WebSocket.Listener {
                override fun onClose(
                    webSocket: WebSocket,
                    statusCode: Int,
                    reason: String,
                ): CompletionStage<*>? {
                    end.complete(AvatarException.fromClose(statusCode, reason, phase))
                    return null
                }

                override fun onError(
                    webSocket: WebSocket,
                    error: Throwable,
                ) {
                    end.complete(AvatarException.from(error, phase))
                }
            }
        peer.use {
            try {
                client.newWebSocketBuilder().buildAsync(URI(it.url.replace("http", "ws")), listener).get(WAIT_S, TimeUnit.SECONDS)
            } catch (failed: ExecutionException) {
                return AvatarException.from(failed, phase)
            }
            return end.get(WAIT_S, TimeUnit.SECONDS)
        }
    }

    @Test
    fun `failures to reach the server`() {
        val closed = ServerSocket(0).use { it.localPort }
        assertEquals("transport.session_token.refused", rule("http://127.0.0.1:$closed/"))
        assertEquals("transport.session_token.dns", rule("http://nowhere.invalid/"))
        Peer.saying("").use { assertEquals("transport.session_token.other", rule(it.url)) }
        Peer.saying("", Peer::reset).use { assertEquals("transport.session_token.reset", rule(it.url)) }
        Peer.saying("SSH-2.0-OpenSSH_9.6\r\n").use { assertEquals("transport.session_token.other", rule(it.url)) }
        Peer.withoutTls("no TLS, no TLS, no TLS\r\n").use {
            assertEquals("transport.session_token.tls", rule(it.url.replace("http", "https")))
        }
        Peer.saying("") { Thread.sleep(Peer.STALL_MS) }.use {
            val impatient = HttpRequest.newBuilder(URI(it.url)).timeout(Duration.ofMillis(200)).build()
            assertEquals("transport.session_token.timeout", rule(it.url, impatient))
        }
    }

    @Test
    fun `bodies as text, bytes and streams`() {
        for (handler in listOf(BodyHandlers.ofString(), BodyHandlers.ofByteArray(), BodyHandlers.ofInputStream())) {
            Peer.http("429 Too Many Requests", """{"message":"Slow down"}""", "Retry-After: soon", "retry-after: 7").use {
                val error = AvatarException.from(answer(it, handler), Phase.SESSION_TOKEN)
                assertEquals("Slow down (session_token, HTTP 429)", error.message)
                assertEquals(7000L, error.retryAfterMs)
            }
        }
        Peer.http("429 Too Many Requests", "Slow down").use {
            val error = AvatarException.from(answer(it, BodyHandlers.discarding()), Phase.SESSION_TOKEN)
            assertEquals(listOf("concurrencyLimit", null), listOf(error.code.value, error.serverDetail))
        }
    }

    @Test
    fun `a stream ends at 64 KB, one that is broken or takes longer than 2 seconds is dropped`() {
        Peer.http("500 Oops", "x".repeat(70_000)).use {
            assertEquals(64 * 1024, answeredBy(answer(it, BodyHandlers.ofInputStream()))!!.body()!!.bytes.size)
        }
        val head = "HTTP/1.1 500 Oops\r\nContent-Length: 99\r\n\r\nhalf an answer"
        Peer.saying(head) { Thread.sleep(Peer.STALL_MS) }.use {
            val response = answer(it, BodyHandlers.ofInputStream())
            val start = System.nanoTime()
            assertEquals(LATE, AvatarException.from(response, Phase.SESSION_TOKEN).message)
            assertTrue(System.nanoTime() - start < Peer.STALL_MS * 1_000_000)
        }
        Peer.saying(head).use {
            val error = AvatarException.from(answer(it, BodyHandlers.ofInputStream()), Phase.SESSION_TOKEN)
            assertNull(error.serverDetail)
            assertTrue(error.message.endsWith("(session_token, HTTP 500, other)"), error.message)
        }
    }

    @Test
    fun `a refused upgrade carries its response`() {
        val error = socketError(Peer.http("401 No", "Session token is expired"), Phase.WEBSOCKET_CONNECT)
        assertEquals("Session token is expired (websocket_connect, HTTP 401)", error.message)
        val accepted = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AA\r\n\r\n"
        assertEquals("protocol.other", socketError(Peer.saying(accepted), Phase.WEBSOCKET_CONNECT).rule)
        assertEquals("transport.websocket_connect.other", socketError(Peer.saying(""), Phase.WEBSOCKET_CONNECT).rule)
    }

    @Test
    fun `what ends a connection`() {
        val runtime = Phase.WEBSOCKET_RUNTIME
        val close = socketError(Peer.upgraded(0x88, 4, 0x0F, 0xA1, 'n'.code, 'o'.code), runtime)
        assertEquals(listOf(4001, "no", "close_code.4001"), listOf(close.closeCode, close.closeReason, close.rule))
        assertEquals(1005, socketError(Peer.upgraded(0x88, 0), runtime).closeCode)
        assertEquals("protocol.other", socketError(Peer.upgraded(0x87, 0), runtime).rule)
        assertEquals("transport.websocket_runtime.other", socketError(Peer.upgraded { }, runtime).rule)
    }

    @Test
    fun `cancelled and interrupted calls go on as they are`() {
        Peer.saying("") { Thread.sleep(Peer.STALL_MS) }.use { peer ->
            val call = client.sendAsync(request(peer.url), BodyHandlers.ofString())
            val dependent = call.thenApply { it.body() }
            call.cancel(true)
            for (thrown in listOf(
                assertThrows(Exception::class.java) { call.join() },
                assertThrows(Exception::class.java) { dependent.join() },
            )) {
                assertSame(thrown, assertThrows(Exception::class.java) { AvatarException.from(thrown, Phase.SESSION_TOKEN) })
            }
            val caller = Thread.currentThread()
            thread { Thread.sleep(300).also { caller.interrupt() } }
            val interrupted = assertThrows(InterruptedException::class.java) { answer(peer, BodyHandlers.ofString()) }
            assertSame(
                interrupted,
                assertThrows(InterruptedException::class.java) { AvatarException.from(interrupted, Phase.SESSION_TOKEN) },
            )
            assertTrue(Thread.interrupted())
        }
    }
}
