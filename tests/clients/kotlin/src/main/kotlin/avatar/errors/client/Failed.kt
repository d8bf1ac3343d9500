package avatar.errors.client

import avatar.errors.Failure

/** A session is over; the facts are what `classify` is to know. */
internal class Failed(
    cause: Throwable? = null,
    val facts: Failure.() -> Unit,
) : Exception(cause)
