package avatar.errors

import avatar.errors.adapters.guarded
import java.io.ObjectOutputStream

/**
 * What stands in for an exception of a library, as the [cause][AvatarException.cause] of an error:
 * its class, its text without secrets, its frames, and beneath it its causes and what it suppressed.
 *
 * It prints as the original does. Who logs the class of an exception by itself logs this one's; so
 * the text begins with the original's: `java.net.ConnectException: Connection refused`.
 *
 * Each error has stand-ins of its own: to change one changes no other, and not the original.
 */
public class Cause internal constructor(
    @Transient private val original: Throwable?,
    cause: Throwable?,
) : Exception(null, cause) {
    /** What it says, once it was asked. */
    private var line: String? = null

    init {
        original?.let(::framesOf)?.let { stackTrace = it }
    }

    /** The original's class, and its text where it has one. */
    override val message: String
        get() = line ?: original?.let(::lineOf).orEmpty().also { line = it }

    override fun toString(): String = message

    /** The frames are the original's. */
    override fun fillInStackTrace(): Throwable = this

    private fun writeObject(stream: ObjectOutputStream) {
        line = message
        stream.defaultWriteObject()
    }

    private companion object {
        private const val serialVersionUID = 1L
    }
}

private const val MOST_FRAMES = 1024

/** An exception may have frames of its own making, or none. */
private fun framesOf(original: Throwable): Array<StackTraceElement>? =
    guarded {
        val frames: Array<out StackTraceElement?> = original.stackTrace
        frames.take(MOST_FRAMES).filterNotNull().toTypedArray()
    }
