package avatar.errors.adapters

import avatar.errors.AvatarErrors
import avatar.errors.AvatarException
import avatar.errors.Failure
import avatar.errors.Phase
import java.net.ProtocolException

/** The code for a connection that ended without a close frame, and the one for TLS; neither is ever sent. */
private const val NO_CLOSE_FRAME = 1006
private const val NO_TLS = 1015

/** The error for what a library threw, answered, or both. */
internal fun translate(
    throwable: Throwable?,
    phase: Phase,
    response: Any?,
    connectionId: String?,
    reqId: String?,
): AvatarException {
    throwable?.let(::causes)?.firstNotNullOfOrNull { it as? AvatarException }?.let { return it }
    val top = throwable?.let(::unwrapped)
    if (throwable != null && top != null && isCancellation(top)) {
        // It goes on through callers that do not declare it.
        if (throwable is InterruptedException) Thread.currentThread().interrupt()
        throw throwable
    }
    val failure = Failure(phase).connectionId(connectionId).reqId(reqId)
    if (top != null) failure.message(textOf(top).ifBlank { top.javaClass.name })
    guarded { Evidence(top, phase, response).into(failure) }
    return AvatarErrors.classify(failure, throwable)
}

/** The error for a close frame, or for the code that stands for its absence. */
internal fun translateClose(
    code: Int,
    reason: String?,
    phase: Phase,
    connectionId: String?,
    reqId: String?,
): AvatarException {
    val failure = Failure(phase).connectionId(connectionId).reqId(reqId)
    when (code) {
        NO_CLOSE_FRAME -> failure.transport("other")
        NO_TLS -> failure.transport("tls")
        else -> failure.closeCode(code).closeReason(reason)
    }
    return AvatarErrors.classify(failure)
}

private class Evidence(
    thrown: Throwable?,
    private val phase: Phase,
    response: Any?,
) {
    private val links = thrown?.let(::chain).orEmpty()
    private val carried = links.firstNotNullOfOrNull { link -> libraries.firstNotNullOfOrNull { guarded { it.response(link) } } }
    private val answered = answeredBy(response) ?: answeredBy(carried)
    private val switched = links.isNotEmpty() && answered?.status == SWITCHING_PROTOCOLS
    private val violated = carried != null || links.any { it is ProtocolException }

    fun into(failure: Failure) {
        var transport: String? = null
        val protocol = protocol()
        if (protocol != null) {
            failure.protocol(protocol)
        } else if (answered == null || phase != Phase.WEBSOCKET_CONNECT || !violated) {
            transport = transportOf(links)
        }
        if (answered != null && !switched) {
            failure.httpStatus(answered.status).headers(answered.headers)
            if (transport == null) {
                val body = guarded { answered.body() }
                val broken = body?.broken
                if (broken == null) failure.body(body?.bytes) else transport = transportOf(chain(broken))
            }
        }
        failure.transport(transport)
    }

    private fun protocol(): String? =
        links.firstNotNullOfOrNull { link -> libraries.firstNotNullOfOrNull { guarded { it.protocol(link) } } }
            ?: "other".takeIf { violated && (phase in AFTER_UPGRADE || switched || links.any(::redirectedForEver)) }

    /** One type stands for all violations; before the upgrade most of them are answers that are no HTTP. */
    private fun redirectedForEver(link: Throwable) = link is ProtocolException && REDIRECTS.any { textOf(link).startsWith(it) }

    private companion object {
        val AFTER_UPGRADE = setOf(Phase.WEBSOCKET_HANDSHAKE, Phase.WEBSOCKET_RUNTIME, Phase.WEBSOCKET_SEND)
        val REDIRECTS = listOf("Too many follow-up requests", "Server redirected too many")
    }
}
