package avatar.errors.adapters

import avatar.errors.AvatarException
import avatar.errors.Phase
import okhttp3.Call
import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.Response
import okhttp3.WebSocket
import okhttp3.WebSocketListener
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.IOException
import java.net.ServerSocket
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import kotlin.concurrent.thread

private const val WAIT_S = 20L
private const val LATE = "Server returned an unclassified error (session_token, HTTP 500, timeout)"

/** What OkHttp really throws; runs with version 4 and with version 5. */
class OkHttpTest {
    private val client =
        OkHttpClient
            .Builder()
            .followRedirects(true)
            .retryOnConnectionFailure(false)
            .build()

    @AfterEach
    fun end() = client.dispatcher.executorService.shutdown()

    private fun call(
        url: String,
        client: OkHttpClient = this.client,
    ): Call = client.newCall(Request.Builder().url(url).build())

    private fun thrown(call: Call): IOException = assertThrows(IOException::class.java) { call.execute().use { it.body!!.bytes() } }

    private fun error(
        url: String,
        client: OkHttpClient = this.client,
    ): AvatarException {
        val thrown = thrown(call(url, client))
        return AvatarException.from(thrown, Phase.SESSION_TOKEN).also { assertSame(thrown, it.native) }
    }

    private fun rule(url: String) = Peer.saying(url).use { error(it.url).rule }

    /** The error of what a listener is told: a failure, or the peer's close. */
    private fun socketError(
        peer: Peer,
        phase: Phase,
        client: OkHttpClient = this.client,
        opened: (WebSocket) -> Unit = {},
    ): AvatarException {
        val end = CompletableFuture<AvatarException>()
        val listener =
            object : WebSocketListener() {
                override fun onOpen(
                    webSocket: WebSocket,
                    response: Response,
                ) = opened(webSocket)

                override fun onFailure(
                    webSocket: WebSocket,
                    t: Throwable,
                    response: Response?,
                ) = report { AvatarException.from(t, phase, response, "c-1", "r-1") }

                override fun onClosing(
                    webSocket: WebSocket,
                    code: Int,
                    reason: String,
                ) = report { AvatarException.fromClose(code, reason, phase, "c-1", "r-1") }

                private fun report(error: () -> AvatarException) {
                    try {
                        end.complete(error())
                    } catch (cancelled: Throwable) {
                        end.completeExceptionally(cancelled)
                    }
                }
            }
        peer.use {
            client.newWebSocket(Request.Builder().url(it.url).build(), listener)
            return end.get(WAIT_S, TimeUnit.SECONDS)
        }
    }

    @Test
    fun `it runs with the version that the build says`() {
        val version = Class.forName("okhttp3.OkHttp").getField("VERSION").get(null)
        println("OkHttp $version")
        assertEquals(System.getProperty("avatar.okhttp"), version)
    }

    @Test
    fun `failures to reach the server`() {
        val closed = ServerSocket(0).use { it.localPort }
        assertEquals("transport.session_token.refused", error("http://127.0.0.1:$closed/").rule)
        assertEquals("transport.session_token.dns", error("http://nowhere.invalid/").rule)
        Peer.saying("").use { assertEquals("transport.session_token.other", error(it.url).rule) }
        Peer.saying("", Peer::reset).use { assertEquals("transport.session_token.reset", error(it.url).rule) }
        assertEquals("transport.session_token.other", rule("SSH-2.0-OpenSSH_9.6\r\n"))
        assertEquals("transport.session_token.other", rule("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"))
        Peer.withoutTls("no TLS, no TLS, no TLS\r\n").use {
            assertEquals("transport.session_token.tls", error(it.url.replace("http", "https")).rule)
        }
        // An end inside TLS is no failure of a certificate.
        Peer.withoutTls("").use {
            assertEquals("transport.session_token.other", error(it.url.replace("http", "https")).rule)
        }
    }

    @Test
    fun `timeouts, of the call and of a read`() {
        val impatient = client.newBuilder().callTimeout(200, TimeUnit.MILLISECONDS).build()
        val unread = client.newBuilder().readTimeout(200, TimeUnit.MILLISECONDS).build()
        Peer.saying("") { Thread.sleep(Peer.STALL_MS) }.use {
            assertEquals("transport.session_token.timeout", error(it.url, impatient).rule)
            assertEquals("transport.session_token.timeout", error(it.url, unread).rule)
        }
    }

    @Test
    fun `a redirect without end is a violation`() {
        Peer.http("302 Found", "", "Location: /").use { assertEquals("protocol.other", error(it.url).rule) }
    }

    @Test
    fun `a cancelled call goes on as it is`() {
        Peer.saying("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n") { Thread.sleep(Peer.STALL_MS) }.use { peer ->
            for (delay in listOf(0L, 300L)) {
                val call = call(peer.url)
                if (delay == 0L) call.cancel() else thread { Thread.sleep(delay).also { call.cancel() } }
                val cancelled = thrown(call)
                assertSame(cancelled, assertThrows(IOException::class.java) { AvatarException.from(cancelled, Phase.SESSION_TOKEN) })
            }
        }
    }

    @Test
    fun `a response is read, and can be read again`() {
        val body = """{"message":"Slow down"}"""
        Peer.http("429 Too Many Requests", body, "Retry-After: soon", "retry-after: 7").use { peer ->
            call(peer.url).execute().use {
                val error = AvatarException.from(it, Phase.SESSION_TOKEN)
                assertEquals("Slow down (session_token, HTTP 429)", error.message)
                assertEquals(7000L, error.retryAfterMs)
                assertNull(error.native)
                assertEquals(body, it.body!!.string())
                assertEquals("http.session_token.429", AvatarException.from(it, Phase.SESSION_TOKEN).rule)
            }
        }
    }

    @Test
    fun `a body ends at 64 KB`() {
        Peer.http("500 Oops", "x".repeat(70_000)).use { peer ->
            call(peer.url).execute().use { response ->
                assertEquals(64 * 1024, answeredBy(response)!!.body()!!.bytes.size)
                assertEquals(70_000, response.body!!.bytes().size)
            }
        }
    }

    @Test
    fun `a body that is broken or takes longer than 2 seconds is dropped`() {
        val head = "HTTP/1.1 500 Oops\r\nContent-Length: 99\r\n\r\nhalf an answer"
        Peer.saying(head) { Thread.sleep(Peer.STALL_MS) }.use { peer ->
            call(peer.url).execute().use {
                val start = System.nanoTime()
                assertEquals("half an answer", it.peekBody(14).string())
                assertEquals(LATE, AvatarException.from(it, Phase.SESSION_TOKEN).message)
                assertTrue(System.nanoTime() - start < Peer.STALL_MS * 1_000_000)
            }
        }
        Peer.saying(head).use { peer ->
            call(peer.url).execute().use {
                val error = AvatarException.from(it, Phase.SESSION_TOKEN)
                assertNull(error.serverDetail)
                assertTrue(error.message.endsWith("(session_token, HTTP 500, other)"), error.message)
            }
        }
    }

    @Test
    fun `a refused upgrade brings its response`() {
        val error = socketError(Peer.http("401 No", "Session token is expired"), Phase.WEBSOCKET_CONNECT)
        assertEquals("Session token is expired (websocket_connect, HTTP 401)", error.message)
        assertEquals(listOf("c-1", "r-1"), listOf(error.connectionId, error.reqId))
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
        val reset =
            Peer.upgraded {
                Thread.sleep(300)
                Peer.reset(it)
            }
        assertEquals("transport.websocket_runtime.reset", socketError(reset, runtime).rule)
        val pinging = client.newBuilder().pingInterval(200, TimeUnit.MILLISECONDS).build()
        assertEquals("transport.websocket_runtime.timeout", socketError(Peer.upgraded(), runtime, pinging).rule)
    }

    @Test
    fun `a socket that the caller cancels is no error`() {
        val cancelled =
            assertThrows(Exception::class.java) {
                socketError(Peer.upgraded(), Phase.WEBSOCKET_RUNTIME) { socket -> thread { Thread.sleep(300).also { socket.cancel() } } }
            }
        assertTrue(cancelled.cause is IOException && cancelled.cause !is RuntimeException, cancelled.toString())
    }
}
