package avatar.errors

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.IOException

private const val REQUEST = "panic on request"

/** Runs with a library that panics where it is asked to. */
class PanicTest {
    @Test
    fun `a panic while classifying is an unknown error`() {
        val failure = Failure(Phase.WEBSOCKET_RUNTIME).closeCode(4001).message(REQUEST)
        val error = assertThrows(AvatarException::class.java) { throw AvatarErrors.classify(failure) }
        assertEquals(ErrorCode.UNKNOWN to Phase.WEBSOCKET_RUNTIME, error.code to error.phase)
        assertEquals("fallback.unknown", error.rule)
        assertTrue(error.message.endsWith("(websocket_runtime)"))
        val other = Failure(Phase.WEBSOCKET_RUNTIME).closeCode(4001)
        assertEquals(ErrorCode.CREDITS_EXHAUSTED, AvatarErrors.classify(other).code)
    }

    @Test
    fun `a panic while redacting leaves the class of a cause`() {
        val error = AvatarErrors.classify(Failure(), IOException(REQUEST, IOException("reset")))
        assertEquals("java.io.IOException", error.cause?.message)
        assertEquals("java.io.IOException: reset", error.cause?.cause?.message)
    }

    @Test
    fun `a panic while reading is an ordinary exception`() {
        val error = AvatarErrors.classify(Failure(Phase.WEBSOCKET_RUNTIME).connectionId("c-1"))
        val json = error.toJson().replace("c-1", REQUEST)
        assertThrows(IllegalArgumentException::class.java) { AvatarException.fromJson(json) }
        assertEquals(error.toJson(), AvatarException.fromJson(error.toJson()).toJson())
    }

    @Test
    fun `a panic while asking an error is answered by its phase alone`() {
        val error = AvatarErrors.classify(Failure(Phase.WEBSOCKET_RUNTIME).closeCode(4503).serverDetail(REQUEST))
        val plain = AvatarErrors.classify(Failure(Phase.WEBSOCKET_RUNTIME))
        assertEquals(ErrorCode.UPSTREAM_ERROR, error.code)
        for (ask in listOf(AvatarException::toJson, AvatarException::describe, AvatarException::logLine, AvatarException::logFields)) {
            assertEquals(ask(plain), ask(error))
        }
        assertEquals(plain.fingerprint to plain.problem().toJson(), error.fingerprint to error.problem().toJson())
        assertSame(error, error.withIds("c-1"))
        assertSame(error, error.reclassified())
        assertEquals("not_retryable", RetryPolicy().decide(error).reason)
        assertSame(error, assertThrows(AvatarException::class.java) { retryBlocking { throw error } })
        assertEquals(emptyList<RecurrenceEvent>(), RecurrenceMonitor(threshold = 1).record(error))
    }
}
