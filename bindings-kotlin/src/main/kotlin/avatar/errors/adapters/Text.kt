package avatar.errors.adapters

import java.io.UncheckedIOException
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.UndeclaredThrowableException
import java.util.concurrent.CompletionException
import java.util.concurrent.ExecutionException

/** The exception's text, empty where it has none. */
internal fun textOf(thrown: Throwable): String = guarded { thrown.message }.orEmpty()

/** Whether it only carries an exception from elsewhere, whose text it repeats. */
internal fun carries(thrown: Throwable): Boolean =
    thrown is CompletionException ||
        thrown is ExecutionException ||
        thrown is UncheckedIOException ||
        thrown is InvocationTargetException ||
        thrown is UndeclaredThrowableException
