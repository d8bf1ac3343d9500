package avatar.errors.adapters

import java.io.InputStream
import java.net.http.HttpResponse
import java.net.http.HttpTimeoutException
import java.net.http.WebSocketHandshakeException

/** The JDK's `java.net.http`. */
internal object JavaHttp : Library {
    override fun answered(response: Any): Answered? =
        if (response is HttpResponse<*>) {
            Answered(response.statusCode(), response.headers().map()) { body(response.body()) }
        } else {
            null
        }

    override fun response(thrown: Throwable): Any? = (thrown as? WebSocketHandshakeException)?.response

    override fun transport(thrown: Throwable): String? = "timeout".takeIf { thrown is HttpTimeoutException }

    private fun body(body: Any?): Body? =
        when (body) {
            is String -> Body().read(body.take(MOST_BYTES).byteInputStream())
            is ByteArray -> Body().read(body.inputStream())
            is InputStream -> Body().readAside(body)
            else -> null
        }
}
