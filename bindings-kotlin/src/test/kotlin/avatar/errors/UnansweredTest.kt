package avatar.errors

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What an error says that the core does not understand. */
class UnansweredTest {
    private val error =
        AvatarErrors.classify(
            Failure(Phase.SESSION_TOKEN)
                .httpStatus(429)
                .header("Retry-After", "7")
                .message("a \"quoted\" \u0001 \\ \uD83D\uDE00")
                .connectionId("c-1"),
        )
    private val packed = Core.fromJson(error.toJson()).packed
    private val broken = AvatarException.of(Answer(packed.apply { this[0] = 127 }), null)

    @Test
    fun `it still has fields to log, in the same order and with the same values`() {
        assertThrows(Exception::class.java) { Core.logFields(broken.toJson()) }
        val fields = broken.logFields()
        assertEquals("ERROR", broken.severity)
        assertEquals(error.logFields().filterKeys { it in fields } + ("severity" to "ERROR"), fields)
        assertEquals(error.logFields().keys.filter { it in fields }, fields.keys.toList())
        val line = parseJson(broken.logLine()).asJsonObject
        assertEquals(fields.keys, line.keySet())
        assertEquals(fields.mapValues { "${it.value}" }, line.entrySet().associate { it.key to it.value.asString })
    }

    @Test
    fun `there are words for people and a problem for clients`() {
        assertTrue(broken.userMessage.isNotBlank() && broken.operatorHint.isNotBlank())
        assertEquals("", broken.docUrl)
        val problem = broken.problem()
        assertEquals(500 to null, problem.status to problem.retryAfterSeconds)
        assertEquals(500, parseJson(problem.toJson()).asJsonObject.get("status").asInt)
    }

    @Test
    fun `it is neither tried again nor counted`() {
        assertSame(broken, assertThrows(AvatarException::class.java) { retryBlocking { throw broken } })
        assertEquals(1, broken.attempts)
        assertEquals(emptyList<RecurrenceEvent>(), RecurrenceMonitor(threshold = 1).record(broken))
    }
}
