package avatar.errors

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.IOException

/** Runs without a native library. */
class UnavailableTest {
    @Test
    fun `classifying still gives an error that says why`() {
        val cause = IOException("reset")
        val error = AvatarErrors.classify(Failure(Phase.SESSION_TOKEN).httpStatus(401), cause)
        assertTrue(error is SessionTokenException)
        assertEquals(ErrorCode.UNKNOWN to Recovery.REPORT, error.code to error.recovery)
        assertTrue(error.message.startsWith("The native library of avatar-errors did not load: "))
        assertTrue(error.message.endsWith(" (session_token)"))
        assertTrue(error.toString().contains(error.message))
        assertSame(cause, error.cause)
        assertTrue(AvatarErrors.classify(Failure()).cause is LinkageError)
        assertThrows(IllegalStateException::class.java) { error.toJson() }
    }
}
