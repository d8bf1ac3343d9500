package avatar.errors.adapters

import avatar.errors.Phase
import avatar.errors.ffi.Observation
import okhttp3.Response
import okhttp3.internal.http2.ConnectionShutdownException
import okhttp3.internal.http2.StreamResetException
import java.net.ProtocolException

/** OkHttp, versions 4 and 5. */
internal object OkHttp : Adapter {
    override fun observe(
        thrown: Throwable,
        phase: Phase,
        said: Observation,
    ): Boolean {
        if (thrown is ProtocolException) return observeUpgrade(textOf(thrown), said)
        if (thrown !is StreamResetException && thrown !is ConnectionShutdownException) return false
        said.transport = "other"
        return true
    }

    /** What it says of a response that is no upgrade: its status, or the header that is wrong. */
    private fun observeUpgrade(
        text: String,
        said: Observation,
    ): Boolean {
        said.httpStatus = REFUSED_UPGRADE.find(text)?.run { groupValues[1].toLong() }
        if (said.httpStatus == null && text.startsWith("Expected '")) said.protocol = "other"
        return said.httpStatus != null || said.protocol != null
    }

    private val REFUSED_UPGRADE = Regex("^Expected HTTP 101 response but was '(\\d{3}) ")

    override fun answered(response: Any): Answered? =
        if (response is Response) {
            Answered(response.code, response.headers.toMultimap()) { body(response) }
        } else {
            null
        }

    /** Peeks, so that the caller may still read the body. */
    private fun body(response: Response): Body? {
        val source = response.body?.source() ?: return null
        val body = Body()
        val timeout = source.timeout()
        val given = if (timeout.hasDeadline()) timeout.deadlineNanoTime() else null
        if (given == null || given - body.deadline > 0) timeout.deadlineNanoTime(body.deadline)
        try {
            return body.read(source.peek().inputStream())
        } finally {
            if (given == null) timeout.clearDeadline() else timeout.deadlineNanoTime(given)
        }
    }
}
