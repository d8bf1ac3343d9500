package avatar.errors.adapters

import avatar.errors.AvatarErrors
import avatar.errors.AvatarException
import avatar.errors.Failure
import avatar.errors.Phase
import com.google.protobuf.CodedInputStream
import com.google.protobuf.InvalidProtocolBufferException
import okhttp3.Call
import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.Response
import okhttp3.WebSocket
import okhttp3.WebSocketListener
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestInstance
import java.io.Closeable
import java.io.EOFException
import java.io.IOException
import java.io.UncheckedIOException
import java.lang.reflect.InvocationTargetException
import java.net.ConnectException
import java.net.InetSocketAddress
import java.net.ProtocolException
import java.net.ServerSocket
import java.net.Socket
import java.net.SocketException
import java.net.SocketTimeoutException
import java.net.URI
import java.net.UnknownHostException
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers
import java.net.http.WebSocketHandshakeException
import java.nio.channels.ClosedChannelException
import java.nio.channels.UnresolvedAddressException
import java.security.cert.CertificateException
import java.time.Duration
import java.util.concurrent.CancellationException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionException
import java.util.concurrent.ExecutionException
import java.util.concurrent.TimeUnit
import javax.net.ssl.SSLException
import javax.net.ssl.SSLHandshakeException
import javax.net.ssl.SSLSocketFactory

private const val FEWEST = 30
private const val WAIT_S = 20L

/** Chains of exceptions as the JVM and its libraries make them, and what the contract says of each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceTest {
    private val javaHttp = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()
    private val okHttp = OkHttpClient.Builder().retryOnConnectionFailure(false).build()
    private val closed = ServerSocket(0).use { it.localPort }
    private val known = AvatarErrors.classify(Failure(Phase.SESSION_TOKEN).httpStatus(401))

    @AfterAll
    fun end() = okHttp.dispatcher.executorService.shutdown()

    private class Case(
        val name: String,
        val thrown: Throwable,
        val answer: String,
        val phase: Phase = Phase.WEBSOCKET_RUNTIME,
    )

    @Test
    fun `every chain gives the contract's answer`() {
        val cases = causes() + bystanders() + wrappers() + cancellations() + classified() + bounds() + jdk() + okHttp()
        val wrong = cases.filter { answer(it) != it.answer }
        println("evidence: ${cases.size} chains")
        assertEquals(emptyList<String>(), wrong.map { "${it.name}: ${answer(it)}, not ${it.answer}" })
        assertTrue(cases.size >= FEWEST)
        assertEquals(cases.size, cases.map { it.name }.toSet().size)
    }

    /** The rule that decided; `passes on` for no failure, `known` for what is classified already. */
    private fun answer(case: Case): String =
        try {
            val error = AvatarException.from(case.thrown, case.phase)
            when {
                error === known -> "known"
                error.native === case.thrown -> error.rule
                else -> "another cause"
            }
        } catch (thrown: Throwable) {
            Thread.interrupted()
            if (thrown === case.thrown) "passes on" else "$thrown"
        }

    private fun runtime(word: String) = "transport.websocket_runtime.$word"

    private fun reset() = SocketException("Connection reset")

    private fun undecodable() =
        thrown<InvalidProtocolBufferException> { CodedInputStream.newInstance(byteArrayOf(10, 9, 1)).readGroupBytes() }

    private fun CodedInputStream.readGroupBytes() {
        readTag()
        readBytes()
    }

    private fun suppressing(
        outer: Throwable,
        vararg others: Throwable,
    ) = outer.apply { others.forEach(::addSuppressed) }

    private inline fun <reified T : Throwable> thrown(call: () -> Unit): T =
        try {
            call()
            error("nothing was thrown")
        } catch (thrown: Throwable) {
            thrown as? T ?: throw thrown
        }

    private fun causes() =
        listOf(
            Case("one link", reset(), runtime("reset")),
            Case("a cause", RuntimeException("send", UnknownHostException("host")), runtime("dns")),
            Case("a cause of a cause", RuntimeException(IllegalStateException("state", reset())), runtime("reset")),
            Case("initCause", ConnectException().initCause(UnresolvedAddressException()), runtime("dns")),
            Case("the outermost word decides", SocketTimeoutException("read").initCause(reset()), runtime("timeout")),
            Case("a reset caused by an undecodable payload", reset().initCause(undecodable()), runtime("reset")),
            Case("an undecodable payload caused by a reset", undecodable().initCause(reset()), "protocol.undecodable"),
            Case("a violation caused by a reset", ProtocolException("opcode").initCause(reset()), "protocol.other"),
            Case("nothing said", IllegalStateException("odd", NullPointerException()), "fallback.unknown"),
        )

    private fun bystanders() =
        listOf(
            Case("a bystander of what says nothing", suppressing(RuntimeException(), reset()), runtime("reset")),
            Case("a bystander of what says something", suppressing(SocketTimeoutException(), reset()), runtime("timeout")),
            Case("a wrapper gives way to no bystander", suppressing(IOException("closed"), reset()), runtime("other")),
            Case(
                "a cause before a bystander",
                suppressing(RuntimeException("send", reset()), SocketTimeoutException()),
                runtime("reset"),
            ),
            Case(
                "a bystander of a cause",
                RuntimeException("send", suppressing(IllegalStateException(), reset())),
                runtime("reset"),
            ),
            Case(
                "the first of two bystanders",
                suppressing(RuntimeException(), reset(), SocketTimeoutException()),
                runtime("reset"),
            ),
            Case(
                "what closing threw besides",
                thrown<SocketException> { Closeable { throw SSLException("close_notify") }.use { throw reset() } },
                runtime("reset"),
            ),
        )

    private fun wrappers() =
        listOf(
            Case("a wrapper and a word", IOException("over", reset()), runtime("reset")),
            Case("a wrapper and a violation", IOException("closed", undecodable()), "protocol.undecodable"),
            Case("a wrapper and nothing", IOException("closed", IllegalStateException()), runtime("other")),
            Case("wrappers only", IOException("over", IOException("under")), runtime("other")),
            Case("TLS over a reset", SSLException("Connection reset", reset()), runtime("reset")),
            Case("TLS over an end", SSLHandshakeException("terminated").initCause(EOFException()), runtime("other")),
            Case("TLS over a certificate", SSLHandshakeException("PKIX").initCause(CertificateException()), runtime("tls")),
            Case("TLS over TLS", SSLException("outer", SSLHandshakeException("PKIX")), runtime("tls")),
            Case(
                "a refusal as the JDK tells it",
                ConnectException().initCause(ConnectException().initCause(ClosedChannelException())),
                runtime("refused"),
            ),
            Case("completion", CompletionException(reset()), runtime("reset")),
            Case("execution", ExecutionException(CompletionException(UncheckedIOException(EOFException()))), runtime("other")),
            Case("reflection", InvocationTargetException(SocketTimeoutException()), runtime("timeout")),
        )

    private fun cancellations() =
        listOf(
            Case("a cancellation", CancellationException(), "passes on"),
            Case("a cancellation carried", CompletionException(CancellationException()), "passes on"),
            Case("a cancellation beneath what says nothing", RuntimeException("stop", CancellationException()), "passes on"),
            Case("a cancellation beneath a wrapper", IOException("closed", CancellationException()), runtime("other")),
            Case("a cancellation beneath a word", SocketTimeoutException().initCause(CancellationException()), runtime("timeout")),
            Case("a cancellation as a bystander", suppressing(RuntimeException(), CancellationException()), "passes on"),
            Case("an interruption", InterruptedException(), "passes on"),
            Case("a socket closed on this side", SocketException("Socket closed"), "passes on"),
        )

    private fun classified() =
        listOf(
            Case("classified", known, "known"),
            Case("classified and carried", ExecutionException(known), "known"),
            Case("classified beneath a wrapper", IOException("an interceptor's", known), "known"),
            Case("classified beneath a word", SocketTimeoutException().initCause(known), runtime("timeout")),
            Case("classified as a bystander", suppressing(reset(), known), runtime("reset")),
        )

    private fun bounds(): List<Case> {
        val inner = IOException("inner")
        val outer = IllegalStateException("outer", inner).also { inner.initCause(it) }
        val self =
            object : CompletionException("round and round") {
                override val cause get() = this
            }

        fun nested(links: Int) = (1 until links).fold<Int, Throwable>(reset()) { thrown, _ -> RuntimeException("outer", thrown) }
        val wide = suppressing(RuntimeException(), *Array(100) { IllegalStateException() }, reset())
        return listOf(
            Case("a cycle", outer, runtime("other")),
            Case("its own cause", self, "fallback.unknown"),
            Case("a bystander that leads back", reset().also { suppressing(it, RuntimeException(it)) }, runtime("reset")),
            Case("32 links", nested(32), runtime("reset")),
            Case("33 links", nested(33), "fallback.unknown"),
            Case("more bystanders than count", wide, "fallback.unknown"),
        )
    }

    private fun get(url: String) = HttpRequest.newBuilder(URI(url)).timeout(Duration.ofSeconds(WAIT_S)).build()

    private fun jdk(): List<Case> {
        val token = Phase.SESSION_TOKEN
        val refusal = thrown<ConnectException> { Socket("127.0.0.1", closed).close() }
        val late =
            ServerSocket(0).use { server ->
                Socket().use {
                    it.connect(InetSocketAddress("127.0.0.1", server.localPort))
                    it.soTimeout = 50
                    thrown<SocketTimeoutException> { it.getInputStream().read() }
                }
            }
        val withoutTls = Peer.withoutTls("no TLS, no TLS, no TLS\r\n").use(::handshake)
        val ended = Peer.withoutTls("").use(::handshake)
        val refused = "http://127.0.0.1:$closed/"
        val cancelled =
            Peer.saying("") { Thread.sleep(Peer.STALL_MS) }.use { peer ->
                val call = javaHttp.sendAsync(get(peer.url), BodyHandlers.ofString())
                val dependent = call.thenApply { it.body() }
                call.cancel(true)
                thrown<CompletionException> { dependent.join() }
            }
        return listOf(
            Case("a socket refused", refusal, "transport.session_token.refused", token),
            Case("a socket too late", late, runtime("timeout")),
            Case("TLS answered otherwise", withoutTls, "transport.session_token.tls", token),
            Case("TLS ended", ended, "transport.session_token.other", token),
            Case(
                "java.net.http refused",
                thrown<IOException> { javaHttp.send(get(refused), BodyHandlers.ofString()) },
                "transport.session_token.refused",
                token,
            ),
            Case(
                "java.net.http refused, later",
                thrown<CompletionException> { javaHttp.sendAsync(get(refused), BodyHandlers.ofString()).join() },
                "transport.session_token.refused",
                token,
            ),
            Case(
                "java.net.http without a host",
                thrown<IOException> { javaHttp.send(get("http://nowhere.invalid/"), BodyHandlers.ofString()) },
                "transport.session_token.dns",
                token,
            ),
            Case("java.net.http cancelled", cancelled, "passes on", token),
            Case("java.net.http, an upgrade refused", upgrade("401 No"), "http.websocket_connect.401", Phase.WEBSOCKET_CONNECT),
            Case(
                "java.net.http, an upgrade refused, in another's chain",
                RuntimeException("connect", IOException("over", upgrade("402 No"))),
                "http.websocket_connect.402",
                Phase.WEBSOCKET_CONNECT,
            ),
        )
    }

    private fun handshake(peer: Peer): IOException =
        thrown {
            val address = URI(peer.url)
            SSLSocketFactory.getDefault().createSocket(address.host, address.port).use {
                it.getOutputStream().write(1)
            }
        }

    private fun upgrade(status: String): Throwable =
        Peer.http(status, "").use { peer ->
            val upgrade =
                javaHttp.newWebSocketBuilder().buildAsync(
                    URI(peer.url.replace("http", "ws")),
                    object : java.net.http.WebSocket.Listener {},
                )
            val failed = thrown<ExecutionException> { upgrade.get(WAIT_S, TimeUnit.SECONDS) }
            failed.also { check(it.cause is WebSocketHandshakeException) }
        }

    private fun okHttp(): List<Case> {
        val token = Phase.SESSION_TOKEN
        val connect = Phase.WEBSOCKET_CONNECT
        val stalled = { Peer.saying("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n") { Thread.sleep(Peer.STALL_MS) } }
        val cancelled = stalled().use { peer -> failure(call(peer.url).apply { cancel() }) }
        val late =
            stalled().use { peer ->
                failure(
                    okHttp
                        .newBuilder()
                        .callTimeout(200, TimeUnit.MILLISECONDS)
                        .build()
                        .newCall(request(peer.url)),
                )
            }
        return listOf(
            Case("OkHttp refused", failure(call("http://127.0.0.1:$closed/")), "transport.session_token.refused", token),
            Case("OkHttp without a host", failure(call("http://nowhere.invalid/")), "transport.session_token.dns", token),
            Case("OkHttp cancelled", cancelled, "passes on", token),
            Case("OkHttp too late, which cancels the call", late, "transport.session_token.timeout", token),
            Case("OkHttp reset", Peer.saying("", Peer::reset).use { failure(call(it.url)) }, "transport.session_token.reset", token),
            Case(
                "OkHttp redirected for ever",
                Peer.http("302 Found", "", "Location: /").use { failure(call(it.url)) },
                "protocol.other",
                token,
            ),
            Case("OkHttp, an upgrade refused", socketFailure(Peer.http("401 No", "")), "http.websocket_connect.401", connect),
            Case(
                "OkHttp, an upgrade answered wrongly",
                socketFailure(
                    Peer.saying(
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AA\r\n\r\n",
                    ),
                ),
                "protocol.other",
                connect,
            ),
        )
    }

    private fun request(url: String) = Request.Builder().url(url).build()

    private fun call(url: String): Call = okHttp.newCall(request(url))

    private fun failure(call: Call): IOException = thrown { call.execute().use { it.body!!.bytes() } }

    /** What a listener is told, without the response that comes beside it. */
    private fun socketFailure(peer: Peer): Throwable {
        val end = CompletableFuture<Throwable>()
        val listener =
            object : WebSocketListener() {
                override fun onFailure(
                    webSocket: WebSocket,
                    t: Throwable,
                    response: Response?,
                ) {
                    end.complete(t)
                }
            }
        return peer.use {
            okHttp.newWebSocket(request(it.url), listener)
            end.get(WAIT_S, TimeUnit.SECONDS)
        }
    }

    @Test
    fun `codes that nobody sends stand for what ended the connection`() {
        assertEquals(runtime("other"), AvatarException.fromClose(1006, "", Phase.WEBSOCKET_RUNTIME).rule)
        assertEquals(runtime("tls"), AvatarException.fromClose(1015, "", Phase.WEBSOCKET_RUNTIME).rule)
        assertEquals("close_code.4001", AvatarException.fromClose(4001, "", Phase.WEBSOCKET_RUNTIME).rule)
    }
}
