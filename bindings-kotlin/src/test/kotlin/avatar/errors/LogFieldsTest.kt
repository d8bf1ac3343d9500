package avatar.errors

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Test
import org.slf4j.event.Level

/** What a program logs, through SLF4J's fluent API. */
class LogFieldsTest {
    private val error =
        AvatarErrors.classify(
            Failure(Phase.SESSION_TOKEN)
                .httpStatus(429)
                .header("Retry-After", "7")
                .body("""{"errors":[{"code":"busy","detail":"Too many, token=not-a-real-token"}]}""")
                .connectionId("c-1"),
        )

    @Test
    fun `the fields are key-value pairs of a logger`() {
        val line =
            logged("%level %logger %kvp{NONE} %msg") { logger ->
                val line = logger.atLevel(Level.valueOf(error.severity))
                error.logFields().forEach { (name, value) -> line.addKeyValue(name, value) }
                line.log("the avatar failed")
            }
        assertEquals(
            "WARN avatar code=concurrencyLimit phase=session_token connection_id=c-1 http_status=429 " +
                "server_code=busy server_detail=Too many, token=[redacted] recovery=retry retryable=true alert=false " +
                "retry_after_ms=7000 rule=${error.rule} severity=WARN error.type=concurrencyLimit " +
                "exception.message=${error.message} http.response.status_code=429 the avatar failed",
            line,
        )
    }

    @Test
    fun `values are plain, and none is a secret`() {
        val fields = error.logFields()
        val types = setOf(String::class, Long::class, Boolean::class)
        assertEquals(types, fields.values.map { it::class }.toSet())
        assertEquals(7000L to true, fields["retry_after_ms"] to fields["retryable"])
        assertFalse(("$fields" + error.logLine() + error.problem()).contains("not-a-real-token"))
        assertEquals(fields.keys, parseJson(error.logLine()).asJsonObject.keySet())
    }

    @Test
    fun `severity is the word of the core`() {
        assertEquals("WARN", error.severity)
        assertEquals("ERROR", AvatarErrors.classify(Failure()).severity)
    }
}
