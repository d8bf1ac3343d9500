package avatar.errors

import avatar.errors.adapters.guarded
import java.util.Collections
import java.util.IdentityHashMap

private const val MOST_LINKS = 32

/** The stand-ins of one error: as many as links count, and each exception once. */
internal class Causes(
    error: AvatarException,
) {
    private val seen = Collections.newSetFromMap(IdentityHashMap<Throwable, Boolean>()).apply { add(error) }

    /** What stands in for an exception with all beneath it; an error of this library is fit to be printed. */
    fun of(thrown: Throwable): Throwable? {
        if (seen.size > MOST_LINKS || !seen.add(thrown)) return null
        if (thrown is AvatarException) return thrown
        val standIn = Cause(thrown, guarded { thrown.cause }?.let(::of))
        for (other in thrown.suppressed) of(other)?.let(standIn::addSuppressed)
        return standIn
    }
}
