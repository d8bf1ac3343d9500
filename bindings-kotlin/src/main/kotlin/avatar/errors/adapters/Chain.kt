package avatar.errors.adapters

import java.io.UncheckedIOException
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.UndeclaredThrowableException
import java.util.concurrent.CompletionException
import java.util.concurrent.ExecutionException

private const val MOST_LINKS = 32

/** The exception inside those that only carry one from elsewhere. */
internal fun unwrapped(throwable: Throwable): Throwable {
    var top = throwable
    repeat(MOST_LINKS) {
        if (!carries(top)) return top
        top = guarded { top.cause } ?: return top
    }
    return top
}

private fun carries(throwable: Throwable): Boolean =
    throwable is CompletionException ||
        throwable is ExecutionException ||
        throwable is UncheckedIOException ||
        throwable is InvocationTargetException ||
        throwable is UndeclaredThrowableException

/** The exception and its causes, from the outside to the inside. */
internal fun causes(throwable: Throwable): List<Throwable> = links(throwable, emptyList())

/** The exception, its causes, then what each of them suppressed. */
internal fun chain(throwable: Throwable): List<Throwable> {
    val chain = causes(throwable).toMutableList()
    var at = 0
    while (at < chain.size) {
        for (suppressed in chain[at++].suppressed) chain += links(suppressed, chain)
    }
    return chain
}

private fun links(
    start: Throwable,
    before: List<Throwable>,
): List<Throwable> {
    val links = mutableListOf<Throwable>()
    var link: Throwable? = start
    while (link != null && before.size + links.size < MOST_LINKS) {
        val outer = link
        if (before.any { it === outer } || links.any { it === outer }) break
        links += outer
        link = guarded { outer.cause }
    }
    return links
}

/** The exception's text, empty where it has none. */
internal fun textOf(throwable: Throwable): String = guarded { throwable.message }.orEmpty()
