package avatar.errors.adapters

import java.io.IOException
import java.io.InterruptedIOException
import java.net.SocketException
import java.nio.channels.ClosedByInterruptException
import java.util.concurrent.CancellationException

/**
 * Whether the caller itself ended what went on. Some say so in words only: OkHttp for a call that
 * was cancelled, Okio for a thread that was interrupted, the JDK for a socket closed on this side.
 */
internal fun isCancellation(throwable: Throwable): Boolean =
    when (throwable.javaClass) {
        IOException::class.java -> textOf(throwable) == "Canceled"
        InterruptedIOException::class.java -> textOf(throwable) == "interrupted"
        SocketException::class.java -> textOf(throwable).equals("Socket closed", ignoreCase = true)
        else -> CANCELLATIONS.any { it.isInstance(throwable) }
    }

private val CANCELLATIONS =
    listOf(CancellationException::class.java, InterruptedException::class.java, ClosedByInterruptException::class.java)
