package avatar.errors.client

import avatar.errors.AvatarException
import avatar.errors.Phase
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutionException
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeoutException

internal val javaHttp: HttpClient =
    HttpClient
        .newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .proxy(HttpClient.Builder.NO_PROXY)
        // Where callbacks run on other threads, an end right behind a frame can get lost in the library.
        .executor(Runnable::run)
        .build()

/** What comes of a step in time. */
internal fun <T> CompletableFuture<T>.within(limitMs: Long): T =
    try {
        get(limitMs, TimeUnit.MILLISECONDS)
    } catch (late: TimeoutException) {
        cancel(true)
        throw late
    }

internal class JavaRequests : Requests {
    override fun post(
        url: String,
        apiKey: String,
        json: String,
        limitMs: Long,
    ): Answer {
        val deadline = System.nanoTime() + limitMs * 1_000_000
        val request =
            HttpRequest
                .newBuilder(URI(url))
                .header("X-Api-Key", apiKey)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build()
        val response = javaHttp.sendAsync(request, BodyHandlers.ofInputStream()).within(limitMs)
        if (response.statusCode() !in 200..299) throw AvatarException.from(response, Phase.SESSION_TOKEN)
        return response.body().use { stream ->
            // A limit for the request ends with the head, and the stream knows none.
            val left = (deadline - System.nanoTime()) / 1_000_000
            try {
                val body = CompletableFuture.supplyAsync { stream.body() }.within(left)
                Answer(response.statusCode(), response.headers().map(), body)
            } catch (broken: ExecutionException) {
                throw AvatarException.from(broken, Phase.SESSION_TOKEN, response)
            } catch (late: TimeoutException) {
                throw AvatarException.from(late, Phase.SESSION_TOKEN, response)
            }
        }
    }
}
