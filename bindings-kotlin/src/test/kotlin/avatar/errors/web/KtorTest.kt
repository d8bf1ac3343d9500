package avatar.errors.web

import avatar.errors.ktor.AvatarProblems
import io.ktor.server.application.install
import io.ktor.server.cio.CIO
import io.ktor.server.engine.embeddedServer
import io.ktor.server.routing.get
import io.ktor.server.routing.routing
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test

class KtorTest {
    @Test
    fun `an error that leaves a handler is answered with its problem document`() {
        val server =
            embeddedServer(CIO, port = 0, host = "127.0.0.1") {
                install(AvatarProblems)
                routing { get("/session") { throw busy() } }
            }
        server.start(wait = false)
        try {
            ask(
                runBlocking {
                    server.engine
                        .resolvedConnectors()
                        .single()
                        .port
                },
            )
        } finally {
            server.stop(0, 0)
        }
    }
}
