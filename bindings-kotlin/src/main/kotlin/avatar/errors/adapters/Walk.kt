package avatar.errors.adapters

import avatar.errors.Phase
import avatar.errors.ffi.Observation
import java.util.Collections
import java.util.IdentityHashMap

private const val MOST_LINKS = 32

/** A link of a chain of exceptions and what it says. */
internal class Link(
    val thrown: Throwable,
    val said: Observation,
)

/**
 * The links of a chain, depth first: the exception, its cause with all beneath it, then what it
 * suppressed. A chain may lead back into itself.
 */
internal class Walk(
    private val phase: Phase,
) {
    private val seen = Collections.newSetFromMap(IdentityHashMap<Throwable, Boolean>())

    val links = ArrayList<Link>()

    /** Adds an exception and what is beneath it. */
    fun add(
        thrown: Throwable,
        depth: Int = 0,
        kind: String = "cause",
    ) {
        if (links.size >= MOST_LINKS || !seen.add(thrown)) return
        links += Link(thrown, observe(thrown, phase, Observation(kind, depth)))
        guarded { thrown.cause }?.let { add(it, depth + 1) }
        thrown.suppressed.forEach { add(it, depth + 1, "bystander") }
    }
}
