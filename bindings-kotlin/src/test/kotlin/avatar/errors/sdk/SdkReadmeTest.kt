package avatar.errors.sdk

import avatar.errors.Phase
import avatar.errors.ktor.AvatarProblems
import avatar.errors.withIds
import io.ktor.server.application.Application
import io.ktor.server.application.install
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import java.io.IOException
import java.util.concurrent.CancellationException

/** The README's examples, as they stand there. */
class SdkReadmeTest {
    private val reported = mutableListOf<SdkException>()

    @Test
    fun `a failure is of the SDK's own class, with the IDs`() {
        val error = runCatching { join("a-1") }.exceptionOrNull() as SdkException
        assertEquals("joining: reset (session_token, other)" to "a-1", error.message to error.avatarId)
        onFailure(IOException("reset"), "r-1")
        onFailure(CancellationException(), "r-2")
        assertEquals(listOf("r-1"), reported.map { it.reqId })
    }

    private fun join(avatarId: String) {
        try {
            requestToken()
        } catch (e: IOException) {
            throw SdkException.from(e, Phase.SESSION_TOKEN, prefix = "joining").apply { this.avatarId = avatarId }
        }
    }

    private fun onFailure(
        thrown: Throwable,
        reqId: String,
    ) {
        val error = SdkException.tryFrom(thrown, Phase.WEBSOCKET_RUNTIME, fallback = "transport") ?: return
        report(error.withIds(reqId = reqId))
    }

    private fun requestToken(): Unit = throw IOException("reset")

    private fun report(error: SdkException) {
        reported += error
    }
}

fun Application.backend() {
    install(AvatarProblems)
}
