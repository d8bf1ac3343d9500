package avatar.errors

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.IOException
import java.time.Duration
import java.util.concurrent.Callable
import java.util.concurrent.Executors

/** What a Kotlin program relies on; `JavaUserTest` says the same for Java. */
class AvatarExceptionTest {
    private val cause = IOException("broken pipe")

    private fun refused() =
        AvatarErrors.classify(Phase.SESSION_TOKEN, cause) {
            httpStatus(429)
            headers(mapOf("retry-after" to listOf("7")))
            body("""{"errors":[{"code":"busy","title":"Busy","detail":"Too many, token=not-a-real-token"}]}""")
            connectionId("c-1")
            reqId("r-1")
        }

    @Test
    fun `fields are properties and the message is a sentence`() {
        val error = assertThrows(SessionTokenException::class.java) { throw refused() }
        assertEquals("Too many, token=[redacted] (session_token, HTTP 429)", error.message)
        assertSame(cause, error.native)
        assertEquals(ErrorCode.CONCURRENCY_LIMIT to Phase.SESSION_TOKEN, error.code to error.phase)
        assertEquals(
            listOf("busy", "Busy", "c-1", "r-1"),
            error.run {
                listOf(serverCode, serverTitle, connectionId, reqId)
            },
        )
        assertEquals("Too many, token=[redacted]", error.serverDetail)
        assertEquals(Recovery.RETRY, error.recovery)
        assertTrue(error.retryable && !error.alert)
        assertEquals(Duration.ofSeconds(7) to 7000L, error.retryAfter to error.retryAfterMs)
        assertEquals(listOf("concurrencyLimit", "session_token", "busy"), error.fingerprint)
        assertNull(error.closeCode)
        assertNull(error.closeReason)
        assertTrue(error.rawBody.orEmpty().contains("[redacted]"))
    }

    @Test
    fun `its text is what happened, its description what to do too, and neither holds a secret`() {
        val error = refused()
        val text = "concurrencyLimit: Too many, token=[redacted] (session_token, HTTP 429)"
        assertEquals("avatar.errors.SessionTokenException: $text", error.toString())
        assertEquals("$text; retry after 7000 ms [connection_id=c-1, req_id=r-1]", error.describe())
        assertFalse((error.stackTraceToString() + error.toJson() + error.rawBody).contains("not-a-real-token"))
    }

    @Test
    fun `a caller may have decided on the code`() {
        val error =
            AvatarErrors.given(
                ErrorCode.CREDITS_EXHAUSTED,
                "No credits, token=not-a-real-token",
                Failure(Phase.SESSION_TOKEN),
                cause,
            )
        assertTrue(error is SessionTokenException)
        assertEquals("No credits, token=[redacted]" to "given", error.message to error.rule)
        assertEquals(Recovery.SURFACE to cause, error.recovery to error.native)
        assertEquals("unknown" to Phase.UNKNOWN, AvatarErrors.given(ErrorCode.of("no code"), "").run { code.value to phase })
    }

    @Test
    fun `null is not given`() {
        val error =
            AvatarErrors.classify(
                Failure()
                    .httpStatus(null)
                    .header("Date", null)
                    .headers(null)
                    .body(null as String?)
                    .body(null as ByteArray?)
                    .serverCode(null)
                    .frame(null)
                    .closeCode(null)
                    .transport(null)
                    .nowMs(null),
            )
        assertEquals(AvatarErrors.classify(Failure()).toJson(), error.toJson())
        assertEquals(ErrorCode.UNKNOWN, error.code)
        assertNull(error.cause)
    }

    @Test
    fun `a newer version survives the round trip`() {
        val json =
            """{"code":"aCodeOfTomorrow","phase":"websocket_resume","message":"New","recovery":"wait",""" +
                """"retryable":false,"alert":true,"rule":"text.new"}"""
        val error = AvatarException.fromJson(json, cause)
        assertEquals(json, error.toJson())
        assertEquals("aCodeOfTomorrow" to "wait", error.code.value to error.recovery.value)
        assertSame(cause, error.native)
    }

    @Test
    fun `what is no error is refused without repeating it`() {
        for (json in listOf("", "null", "[]", "{}", "{\"code\":\"not-a-real-token\"}", "\uD800")) {
            val refused = assertThrows(IllegalArgumentException::class.java) { AvatarException.fromJson(json) }
            assertFalse(refused.message.orEmpty().contains("not-a-real-token"))
        }
    }

    @Test
    fun `lone surrogates are replaced one by one`() {
        val error = AvatarErrors.classify(Failure(Phase.WEBSOCKET_RUNTIME).message("a\uD800b\uDC00\uD83D\uDE00?\uD83D"))
        assertEquals("a\uFFFDb\uFFFD\uD83D\uDE00?\uFFFD (websocket_runtime)", error.message)
    }

    @Test
    fun `threads do not disturb each other, however long the texts`() {
        val threads = Executors.newFixedThreadPool(8)
        val calls =
            (1..2000).map { call ->
                Callable {
                    val text = "$call ".repeat(call * 7 % 5000 + 1).trim()
                    val error = AvatarErrors.classify(Phase.WEBSOCKET_RUNTIME) { closeCode(call).serverDetail(text) }
                    error.closeCode == call && error.message.startsWith(text.take(900)) && error.toJson().contains("$call")
                }
            }
        assertTrue(threads.invokeAll(calls).all { it.get() })
        threads.shutdown()
    }
}
