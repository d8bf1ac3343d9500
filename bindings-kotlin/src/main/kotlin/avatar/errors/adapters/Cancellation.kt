package avatar.errors.adapters

import avatar.errors.Phase
import avatar.errors.ffi.Observation
import java.io.IOException
import java.io.InterruptedIOException
import java.net.SocketException
import java.nio.channels.ClosedByInterruptException
import java.util.concurrent.CancellationException

/**
 * What the caller itself ended. Some say so in words only: OkHttp for a call that was cancelled,
 * Okio for a thread that was interrupted, the JDK for a socket closed on this side.
 */
internal object Cancellation : Adapter {
    override fun observe(
        thrown: Throwable,
        phase: Phase,
        said: Observation,
    ): Boolean {
        said.noFailure =
            when (thrown.javaClass) {
                IOException::class.java -> textOf(thrown) == "Canceled"
                InterruptedIOException::class.java -> textOf(thrown) == "interrupted"
                SocketException::class.java -> textOf(thrown).equals("Socket closed", ignoreCase = true)
                else -> thrown is CancellationException || thrown is InterruptedException || thrown is ClosedByInterruptException
            }
        return said.noFailure
    }
}
