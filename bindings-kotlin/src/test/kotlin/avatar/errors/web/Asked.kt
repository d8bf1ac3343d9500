package avatar.errors.web

import avatar.errors.Answer
import avatar.errors.AvatarException
import avatar.errors.ErrorFactory
import avatar.errors.Failure
import avatar.errors.Phase
import org.junit.jupiter.api.Assertions.assertEquals
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse

/** An SDK's own class, with codes that it documents by itself. */
internal class BackendException(
    answer: Answer,
) : AvatarException(answer) {
    override val docPage get() = "https://sdk.example/errors"

    companion object : ErrorFactory<BackendException>(::BackendException)
}

/** What a backend's handler throws. */
internal fun busy() =
    BackendException.classify(
        Failure(Phase.SESSION_TOKEN)
            .httpStatus(429)
            .header("Retry-After", "7")
            .serverDetail("voll, für jetzt")
            .reqId("r-1"),
    )

/** Asks a server once, and finds the problem document of [busy]. */
internal fun ask(port: Int) {
    val request = HttpRequest.newBuilder(URI("http://127.0.0.1:$port/session")).build()
    val response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString())
    assertEquals(busy().problem().toJson(), response.body())
    assertEquals(busy().problem().status, response.statusCode())
    val headers = response.headers()
    assertEquals(listOf("application/problem+json"), headers.allValues("Content-Type"))
    assertEquals(listOf("7"), headers.allValues("Retry-After"))
    assertEquals(true, response.body().contains("\"type\":\"https://sdk.example/errors#concurrencyLimit\""), response.body())
}
