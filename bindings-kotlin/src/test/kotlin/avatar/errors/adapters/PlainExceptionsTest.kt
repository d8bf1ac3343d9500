package avatar.errors.adapters

import avatar.errors.AvatarErrors
import avatar.errors.AvatarException
import avatar.errors.Failure
import avatar.errors.Phase
import avatar.errors.SessionTokenException
import com.google.protobuf.CodedInputStream
import com.google.protobuf.InvalidProtocolBufferException
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.EOFException
import java.io.FileNotFoundException
import java.io.IOException
import java.io.InterruptedIOException
import java.io.UncheckedIOException
import java.net.BindException
import java.net.ConnectException
import java.net.InetSocketAddress
import java.net.NoRouteToHostException
import java.net.ProtocolException
import java.net.ServerSocket
import java.net.Socket
import java.net.SocketException
import java.net.SocketTimeoutException
import java.net.UnknownHostException
import java.nio.channels.ClosedByInterruptException
import java.nio.channels.ClosedChannelException
import java.nio.channels.UnresolvedAddressException
import java.security.cert.CertificateException
import java.util.concurrent.CancellationException
import java.util.concurrent.CompletionException
import java.util.concurrent.ExecutionException
import java.util.concurrent.TimeoutException
import javax.net.ssl.SSLException
import javax.net.ssl.SSLHandshakeException
import javax.net.ssl.SSLPeerUnverifiedException

class PlainExceptionsTest {
    private fun error(
        thrown: Throwable,
        phase: Phase = Phase.WEBSOCKET_RUNTIME,
    ) = AvatarException.from(thrown, phase)

    private fun word(thrown: Throwable) = error(thrown).rule.substringAfterLast('.')

    @Test
    fun `the word is that of the type`() {
        val unknownHost = assertThrows(IOException::class.java) { Socket("nowhere.invalid", 1) }
        val closed = ServerSocket(0).use { it.localPort }
        val refused = assertThrows(IOException::class.java) { Socket("127.0.0.1", closed) }
        val late =
            ServerSocket(0).use { server ->
                Socket().use {
                    it.connect(InetSocketAddress("127.0.0.1", server.localPort))
                    it.soTimeout = 50
                    assertThrows(IOException::class.java) { it.getInputStream().read() }
                }
            }
        val words =
            listOf(
                unknownHost to "dns",
                UnknownHostException() to "dns",
                UnresolvedAddressException() to "dns",
                ConnectException().initCause(UnresolvedAddressException()) to "dns",
                refused to "refused",
                ConnectException("Connection timed out") to "timeout",
                ConnectException("Network is unreachable") to "unreachable",
                NoRouteToHostException("No route to host") to "unreachable",
                late to "timeout",
                SocketTimeoutException() to "timeout",
                TimeoutException() to "timeout",
                InterruptedIOException("timeout") to "timeout",
                InterruptedIOException("executor rejected") to "other",
                SocketException("Connection reset") to "reset",
                SocketException("sendto failed: EPIPE (Broken pipe)") to "reset",
                SocketException("Software caused connection abort") to "reset",
                SocketException("Something else") to "other",
                BindException() to "other",
                SSLHandshakeException("PKIX path building failed") to "tls",
                SSLPeerUnverifiedException("Hostname not verified") to "tls",
                CertificateException() to "tls",
                SSLException("Remote host terminated the handshake", EOFException()) to "other",
                SSLException("Connection reset", SocketException("Connection reset")) to "reset",
                EOFException() to "other",
                ClosedChannelException() to "other",
                IOException("Connection reset by peer") to "reset",
                IOException("Broken pipe") to "reset",
                IOException("unexpected end of stream on http://broken pipe/") to "other",
                IOException("closed") to "other",
                RuntimeException(IOException("over", SocketException("Broken pipe"))) to "reset",
                RuntimeException("both").apply { addSuppressed(ConnectException()) } to "refused",
                ExecutionException(CompletionException(UncheckedIOException(EOFException()))) to "other",
            )
        val wrong = words.filter { (thrown, word) -> error(thrown).rule != "transport.websocket_runtime.$word" }
        assertEquals(emptyList<String>(), wrong.map { (thrown, word) -> "$thrown: ${word(thrown)}, not $word" })
        assertEquals("connectionFailed", error(refused, Phase.SESSION_TOKEN).code.value)
    }

    @Test
    fun `what tells nothing is unknown, with its text`() {
        for (thrown in listOf(IllegalStateException("odd"), FileNotFoundException("odd"), StackOverflowError("odd"))) {
            assertEquals("odd (websocket_runtime)", error(thrown).message)
            assertEquals("fallback.unknown", error(thrown).rule)
        }
        assertEquals("java.lang.NullPointerException (websocket_runtime)", error(NullPointerException()).message)
        assertEquals("odd (websocket_runtime)", error(CompletionException("carried", IllegalStateException("odd"))).message)
        assertEquals("fallback.unknown", AvatarException.from("no response", Phase.UNKNOWN).rule)
        assertEquals("fallback.unknown", AvatarException.from(null, Phase.UNKNOWN, Any()).rule)
        assertEquals("fallback.unknown", AvatarException.from(null, Phase.UNKNOWN).rule)
    }

    @Test
    fun `violations`() {
        assertEquals("protocol.other", error(ProtocolException("Unknown opcode")).rule)
        assertEquals("transport.session_token.other", error(ProtocolException("Unexpected status line"), Phase.SESSION_TOKEN).rule)
        val cut =
            assertThrows(InvalidProtocolBufferException::class.java) {
                CodedInputStream.newInstance(byteArrayOf(10, 9, 1)).run {
                    readTag()
                    readBytes()
                }
            }
        assertEquals("protocol.undecodable", error(cut, Phase.WEBSOCKET_HANDSHAKE).rule)
    }

    @Test
    fun `an error is not translated twice`() {
        val known = AvatarErrors.classify(Failure(Phase.SESSION_TOKEN).httpStatus(401))
        assertSame(known, error(known))
        assertSame(known, error(ExecutionException(known)))
        assertSame(known, error(IOException("an interceptor's", known)))
        assertTrue(error(known) is SessionTokenException)
    }

    @Test
    fun `cancellations go on as they are`() {
        for (thrown in listOf(
            CancellationException(),
            object : CancellationException("a coroutine's") {},
            CompletionException(CancellationException()),
            ClosedByInterruptException(),
            InterruptedIOException("interrupted"),
            SocketException("Socket closed"),
        )) {
            assertSame(thrown, assertThrows(Exception::class.java) { error(thrown) })
            assertFalse(Thread.currentThread().isInterrupted)
        }
        val interrupted = InterruptedException()
        assertSame(interrupted, assertThrows(Exception::class.java) { error(interrupted) })
        assertTrue(Thread.interrupted())
    }

    @Test
    fun `hostile exceptions do no harm`() {
        val hostile =
            object : IOException() {
                override val message get() = error("no message")
                override val cause get() = error("no cause")

                override fun toString() = error("no text")
            }
        assertEquals("${hostile.javaClass.name} (websocket_runtime)", error(hostile).message)
        assertSame(hostile, error(hostile).native)
        val inner = IOException("inner")
        val outer = IllegalStateException("outer", inner)
        inner.initCause(outer)
        inner.addSuppressed(outer)
        assertEquals("transport.websocket_runtime.other", error(outer).rule)
        val carrier =
            object : CompletionException("round and round") {
                override val cause get() = this
            }
        assertEquals("fallback.unknown", error(carrier).rule)
        val deep = (1..100_000).fold<Int, Throwable>(SocketTimeoutException()) { thrown, _ -> RuntimeException("outer", thrown) }
        assertEquals("fallback.unknown", error(deep).rule)
        val wide = RuntimeException().apply { repeat(100_000) { addSuppressed(RuntimeException()) } }
        assertEquals("fallback.unknown", error(wide).rule)
    }

    @Test
    fun `codes that stand for no close frame`() {
        assertEquals("transport.websocket_runtime.other", AvatarException.fromClose(1006, "", Phase.WEBSOCKET_RUNTIME).rule)
        assertEquals("transport.websocket_runtime.tls", AvatarException.fromClose(1015, null, Phase.WEBSOCKET_RUNTIME).rule)
        val close = AvatarException.fromClose(4503, "away", Phase.WEBSOCKET_HANDSHAKE, "c-1", "r-1")
        assertEquals(listOf(4503, "away", "c-1", "r-1"), close.run { listOf(closeCode, closeReason, connectionId, reqId) })
    }
}
