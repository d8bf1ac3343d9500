package avatar.errors

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import java.io.ByteArrayOutputStream
import java.io.PrintStream

/** The README's example, as it stands there. */
class ReadmeTest {
    @Test
    fun `the example prints what the README says`() {
        val printed = ByteArrayOutputStream()
        val console = System.out
        System.setOut(PrintStream(printed, true, Charsets.UTF_8))
        try {
            example()
        } finally {
            System.setOut(console)
        }
        val text = Repository.file("README.md").readText()
        val line = text.substringAfter("```text\n").substringBefore("```")
        assertEquals("avatar.errors.AvatarException: $line", printed.toString(Charsets.UTF_8).replace("\r", ""))
    }

    private fun example() {
        try {
            throw AvatarErrors.classify(
                Failure(Phase.WEBSOCKET_CONNECT)
                    .httpStatus(429)
                    .header("Retry-After", "3")
                    .body("""{"message":"Too many sessions, token=not-a-real-token"}""")
                    .connectionId("c-42"),
            )
        } catch (error: AvatarException) {
            println(error)
            check(error.code == ErrorCode.CONCURRENCY_LIMIT)
            check(error.recovery == Recovery.RETRY && error.retryAfterMs == 3000L)
        }
    }
}
