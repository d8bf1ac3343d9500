package avatar.errors

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

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
    fun `a panic while reading is an ordinary exception`() {
        val error = AvatarErrors.classify(Failure(Phase.WEBSOCKET_RUNTIME).connectionId("c-1"))
        val json = error.toJson().replace("c-1", REQUEST)
        assertThrows(IllegalArgumentException::class.java) { AvatarException.fromJson(json) }
        assertEquals(error.toJson(), AvatarException.fromJson(error.toJson()).toJson())
    }
}
