package avatar.errors

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.IOException
import java.net.Socket

/** The example of docs/handling.md and the README's adapter, as they stand there. */
class HandlingReadmeTest {
    private val logged = mutableListOf<String>()
    private val shown = mutableListOf<String>()
    private val paged = mutableListOf<String>()
    private var token = "used"

    @Test
    fun `the four steps run as the page says`() {
        example()
        val codes = logged.map { it.substringAfter("\"code\":\"").substringBefore('"') }
        assertEquals(listOf("sessionTokenExpired", "connectionFailed", "connectionFailed"), codes)
        assertEquals(1, shown.size)
        assertTrue(paged.isEmpty(), "no alert: it is transient")
    }

    private fun example() {
        val monitor = RecurrenceMonitor()
        try {
            retryBlocking(onRetry = { error, _ -> log(error.logLine()) }) { attempt ->
                if (attempt.newToken) token = requestToken()
                connect(token)
            }
        } catch (error: AvatarException) {
            log(error.logLine())
            show(error.userMessage)
            monitor.record(error).forEach { page(it.event, it.fingerprint) }
        }
    }

    private fun connect(token: String) {
        if (token == "used") throw AvatarErrors.classify(Failure(Phase.WEBSOCKET_CONNECT).httpStatus(401))
        try {
            Socket("127.0.0.1", 1).close()
        } catch (error: IOException) {
            throw AvatarException.from(error, Phase.SESSION_TOKEN)
        }
    }

    private fun requestToken() = "new"

    private fun log(line: String) {
        logged += line
    }

    private fun show(message: String) {
        shown += message
    }

    private fun page(
        event: String,
        fingerprint: List<String>,
    ) {
        paged += "$event: $fingerprint"
    }
}
