package avatar.errors.adapters

import avatar.errors.AvatarException
import avatar.errors.Phase
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test
import java.net.SocketTimeoutException
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers

/** Runs with none of the optional libraries on the class path. */
class WithoutOkHttpTest {
    @Test
    fun `other libraries are understood all the same`() {
        for (missing in listOf("okhttp3.Response", "okio.BufferedSource", "com.google.protobuf.MessageLite")) {
            assertThrows(ClassNotFoundException::class.java) { Class.forName(missing) }
        }
        repeat(2) {
            val error = AvatarException.from(SocketTimeoutException(), Phase.WEBSOCKET_RUNTIME)
            assertEquals("transport.websocket_runtime.timeout", error.rule)
            assertEquals("fallback.unknown", AvatarException.from(Any(), Phase.UNKNOWN).rule)
        }
        Peer.http("401 No", "Session token is expired").use {
            val response = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI(it.url)).build(), BodyHandlers.ofInputStream())
            val error = AvatarException.from(response, Phase.WEBSOCKET_CONNECT)
            assertEquals("Session token is expired (websocket_connect, HTTP 401)", error.message)
        }
    }
}
