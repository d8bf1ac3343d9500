package avatar.errors.adapters

import avatar.errors.Phase
import avatar.errors.ffi.Observation
import java.io.InputStream
import java.net.http.HttpResponse
import java.net.http.HttpTimeoutException
import java.net.http.WebSocketHandshakeException

/** The JDK's `java.net.http`. */
internal object JavaHttp : Adapter {
    override fun observe(
        thrown: Throwable,
        phase: Phase,
        said: Observation,
    ): Boolean {
        when (thrown) {
            is HttpTimeoutException -> said.transport = "timeout"
            is WebSocketHandshakeException -> observeUpgrade(thrown.response?.statusCode(), said)
            else -> return false
        }
        return true
    }

    /** An upgrade that was answered as one should, and still is none, is a violation. */
    private fun observeUpgrade(
        status: Int?,
        said: Observation,
    ) {
        if (status == SWITCHING_PROTOCOLS) said.protocol = "other" else said.httpStatus = status?.toLong()
    }

    override fun answered(response: Any): Answered? =
        if (response is HttpResponse<*>) {
            Answered(response.statusCode(), response.headers().map()) { body(response.body()) }
        } else {
            null
        }

    override fun response(thrown: Throwable): Any? = (thrown as? WebSocketHandshakeException)?.response

    private fun body(body: Any?): Body? =
        when (body) {
            is String -> Body().read(body.take(MOST_BYTES).byteInputStream())
            is ByteArray -> Body().read(body.inputStream())
            is InputStream -> Body().readAside(body)
            else -> null
        }
}
