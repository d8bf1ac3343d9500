package avatar.errors.client

import java.io.InputStream

private const val MAX_BODY = 1024 * 1024

/** A library's HTTP client. */
internal interface Requests {
    /** The answer if its status is 2xx; what the library throws goes on, anything else is an `AvatarException`. */
    fun post(
        url: String,
        apiKey: String,
        json: String,
        limitMs: Long,
    ): Answer
}

/** A successful answer. */
internal class Answer(
    val status: Int,
    val headers: Map<String, List<String>>,
    val body: ByteArray,
)

/** No more than an answer of this service can have. */
internal fun InputStream.body(): ByteArray = readNBytes(MAX_BODY)
