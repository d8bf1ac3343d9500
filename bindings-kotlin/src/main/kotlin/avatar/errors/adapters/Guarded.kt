package avatar.errors.adapters

/**
 * What the block gives, `null` where it throws: objects of others may throw from any getter, and
 * a library that is not on the class path throws where its classes are named.
 */
internal inline fun <T> guarded(block: () -> T): T? =
    try {
        block()
    } catch (_: Throwable) {
        null
    }
