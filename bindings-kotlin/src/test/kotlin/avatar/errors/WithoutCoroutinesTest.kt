package avatar.errors

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test

/** Runs without kotlinx-coroutines on the class path. */
class WithoutCoroutinesTest {
    @Test
    fun `a thread tries again all the same`() {
        assertThrows(ClassNotFoundException::class.java) { Class.forName("kotlinx.coroutines.DelayKt") }
        val answer =
            retryBlocking(RetryPolicy(baseMs = 1)) { attempt ->
                if (attempt.number < 3) throw AvatarErrors.classify(Failure(Phase.WEBSOCKET_CONNECT).httpStatus(503))
                "up"
            }
        assertEquals("up", answer)
    }
}
