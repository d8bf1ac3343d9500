package avatar.errors

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.IOException
import java.util.concurrent.CancellationException
import java.util.concurrent.CompletionException

/** Runs without a native library. */
class UnavailableTest {
    private val failure = Failure(Phase.SESSION_TOKEN).httpStatus(401)

    @Test
    fun `classifying still gives an error that says why`() {
        val cause = IOException("reset")
        val error = AvatarErrors.classify(failure, cause)
        assertTrue(error is SessionTokenException)
        assertEquals(ErrorCode.UNKNOWN to Recovery.REPORT, error.code to error.recovery)
        assertTrue(error.message.startsWith("The native library of avatar-errors did not load: "))
        assertTrue(error.message.endsWith(" (session_token)"))
        assertTrue(error.toString().contains(error.message))
        assertEquals("unknown: ${error.message}", error.describe())
        assertSame(error, error.withIds("c-1").reclassified())
        assertSame(cause, error.native)
        assertEquals("java.io.IOException", error.cause?.message, "its text cannot be redacted")
        assertTrue(AvatarErrors.classify(Failure()).native is LinkageError)
        assertThrows(IllegalStateException::class.java) { error.toJson() }
    }

    @Test
    fun `what a catch block asks for is there`() {
        val error = AvatarErrors.classify(failure)
        assertEquals("ERROR", error.severity)
        val fields = error.logFields()
        assertEquals(listOf("unknown", "session_token", error.message), listOf("code", "phase", "exception.message").map(fields::get))
        assertEquals(fields.keys, parseJson(error.logLine()).asJsonObject.keySet())
        assertEquals("Something went wrong. Please try again later.", error.userMessage)
        assertTrue(error.operatorHint.startsWith("The native library of avatar-errors did not load: "))
        assertEquals("", error.docUrl)
        assertEquals(500, error.problem().status)
    }

    @Test
    fun `an operation runs, and is not tried again`() {
        assertEquals("up", retryBlocking { "up" })
        val error = AvatarErrors.classify(failure)
        assertSame(error, assertThrows(AvatarException::class.java) { retryBlocking { throw error } })
        assertSame(error, assertThrows(AvatarException::class.java) { runBlocking { retry { throw error } } })
        assertEquals(1, error.attempts)
        assertThrows(IllegalStateException::class.java) { RetryPolicy().decide(error) }
    }

    @Test
    fun `exceptions are translated, and cancellations go on`() {
        val error = AvatarException.from(IOException("reset"), Phase.SESSION_TOKEN)
        assertTrue(error.message.startsWith("The native library of avatar-errors did not load: "))
        assertSame(error, AvatarException.from(IOException("an interceptor's", error), Phase.SESSION_TOKEN))
        val cancelled = CompletionException(CancellationException())
        assertSame(cancelled, assertThrows(CompletionException::class.java) { AvatarException.from(cancelled, Phase.SESSION_TOKEN) })
        assertEquals(ErrorCode.UNKNOWN, AvatarErrors.given(ErrorCode.IDLE_TIMEOUT, "idle").code)
    }

    @Test
    fun `a monitor has nothing to tell`() {
        val monitor = RecurrenceMonitor(threshold = 1)
        assertEquals(emptyList<RecurrenceEvent>(), monitor.record(AvatarErrors.classify(failure)) + monitor.check())
    }
}
