package avatar.errors.adapters

import avatar.errors.Answer
import avatar.errors.AvatarException
import avatar.errors.Core
import avatar.errors.Failure
import avatar.errors.ffi.Observation
import avatar.errors.ffi.Weighed
import avatar.errors.ffi.weigh
import avatar.errors.wellFormed

/** What became of what a library threw, answered, or both. */
internal sealed interface Translated {
    /** An error is to be made of it. */
    class New(
        val answer: Answer,
    ) : Translated

    /** It is an error of this library already. */
    class Known(
        val error: AvatarException,
    ) : Translated

    /** A cancellation, or a close of the caller's own. */
    object NoFailure : Translated
}

/** What the failure is besides what it says already. */
internal fun translate(
    throwable: Throwable?,
    response: Any?,
    failure: Failure,
): Translated {
    val walk = Walk(failure.phase)
    throwable?.let { walk.add(it) }
    val given = answeredBy(response)?.takeUnless { throwable != null && it.status == SWITCHING_PROTOCOLS }
    val deciding = deciding(walk.links, given != null)
    val known = deciding?.thrown as? AvatarException
    if (known != null) return Translated.Known(known)
    if (throwable != null && deciding?.said?.noFailure == true) return Translated.NoFailure
    name(walk.links)
    var links: List<Link> = walk.links
    val answered = given ?: deciding?.takeIf { it.said.httpStatus != null }?.let { answeredIn(it.thrown) }
    if (answered != null) {
        failure.httpStatus(answered.status).headers(answered.headers)
        // Where the connection broke, so did the body.
        val said = deciding?.said
        val body = if (said?.transport == null) guarded { answered.body() } else null
        val broken = body?.broken
        if (broken == null) {
            failure.body(body?.bytes)
        } else if (said == null || said.httpStatus != null) {
            // The status is known; what broke the reading of the body is all that is left to tell.
            links = Walk(failure.phase).apply { add(broken) }.links
            links.firstOrNull()?.said?.message = walk.links.firstNotNullOfOrNull { it.said.message }
        }
    }
    failure.record.evidence = links.map { it.said }
    return Translated.New(Answer.of(failure, throwable))
}

/** The same of a close frame, or of the code that stands for its absence. */
internal fun translateClose(
    code: Int,
    reason: String?,
    failure: Failure,
): Answer {
    failure.record.evidence = listOf(Observation("cause", 0, closeCode = code.toLong(), closeReason = reason?.wellFormed()))
    return Answer.of(failure, null)
}

/** The link that decides, where something depends on it: an answer to read, or an exception to pass on. */
private fun deciding(
    links: List<Link>,
    answered: Boolean,
): Link? {
    val matters = links.any { it.said.classified || it.said.noFailure || it.said.httpStatus != null }
    if (links.isEmpty() || !(matters || answered)) return null
    if (Core.unavailable != null) return links.firstOrNull { it.said.classified || it.said.noFailure }
    return when (val weighed = weigh(links.map { it.said })) {
        is Weighed.Facts -> links.getOrNull(weighed.at)
        is Weighed.NoFailure -> links.getOrNull(weighed.at)
        is Weighed.Classified -> links.getOrNull(weighed.at)
        is Weighed.Nothing -> null
    }
}

/** The native text is that of the exception, or of the one that it carries. */
private fun name(links: List<Link>) {
    val named = links.firstOrNull { !carries(it.thrown) } ?: links.firstOrNull() ?: return
    named.said.message = textOf(named.thrown).ifBlank { named.thrown.javaClass.name }.wellFormed()
}
