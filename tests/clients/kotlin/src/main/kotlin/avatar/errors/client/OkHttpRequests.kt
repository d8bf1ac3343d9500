package avatar.errors.client

import avatar.errors.AvatarException
import avatar.errors.Phase
import okhttp3.MediaType.Companion.toMediaType
import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.RequestBody.Companion.toRequestBody
import java.io.IOException
import java.net.Proxy
import java.util.concurrent.TimeUnit

private val client =
    OkHttpClient
        .Builder()
        .followRedirects(false)
        .proxy(Proxy.NO_PROXY)
        .readTimeout(0, TimeUnit.MILLISECONDS)
        .build()

/** The client with a limit for all of a call, an upgrade included. */
internal fun okHttp(limitMs: Long): OkHttpClient = client.newBuilder().callTimeout(limitMs, TimeUnit.MILLISECONDS).build()

internal class OkHttpRequests : Requests {
    override fun post(
        url: String,
        apiKey: String,
        json: String,
        limitMs: Long,
    ): Answer {
        val request =
            Request
                .Builder()
                .url(url)
                .header("X-Api-Key", apiKey)
                .post(json.toRequestBody("application/json".toMediaType()))
                .build()
        return okHttp(limitMs).newCall(request).execute().use { response ->
            if (!response.isSuccessful) throw AvatarException.from(response, Phase.SESSION_TOKEN)
            val body =
                try {
                    response.body?.byteStream()?.body()
                } catch (broken: IOException) {
                    throw AvatarException.from(broken, Phase.SESSION_TOKEN, response)
                }
            Answer(response.code, response.headers.toMultimap(), body ?: ByteArray(0))
        }
    }
}
