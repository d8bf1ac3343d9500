package avatar.errors.adapters

import okhttp3.Response
import okhttp3.internal.http2.ConnectionShutdownException
import okhttp3.internal.http2.StreamResetException

/** OkHttp, versions 4 and 5. */
internal object OkHttp : Library {
    override fun answered(response: Any): Answered? =
        if (response is Response) {
            Answered(response.code, response.headers.toMultimap()) { body(response) }
        } else {
            null
        }

    override fun transport(thrown: Throwable): String? =
        "other".takeIf { thrown is StreamResetException || thrown is ConnectionShutdownException }

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
