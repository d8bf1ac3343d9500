package avatar.errors.adapters

import avatar.errors.Phase
import avatar.errors.ffi.Observation
import java.io.EOFException
import java.io.IOException
import java.io.InterruptedIOException
import java.net.ConnectException
import java.net.NoRouteToHostException
import java.net.ProtocolException
import java.net.SocketException
import java.net.SocketTimeoutException
import java.net.UnknownHostException
import java.nio.channels.ClosedChannelException
import java.nio.channels.UnresolvedAddressException
import java.util.concurrent.TimeoutException

private const val OTHER = "other"

/** The JDK's and Android's own connections: `java.io`, `java.net`, `java.nio`. */
internal object Sockets : Adapter {
    override fun observe(
        thrown: Throwable,
        phase: Phase,
        said: Observation,
    ): Boolean {
        if (thrown is ProtocolException && isViolation(thrown, phase)) said.protocol = OTHER else said.transport = word(thrown)
        return said.protocol != null || said.transport != null
    }

    private fun word(thrown: Throwable): String? =
        when (thrown) {
            is UnknownHostException, is UnresolvedAddressException -> "dns"
            is NoRouteToHostException -> "unreachable"
            is SocketTimeoutException, is TimeoutException -> "timeout"
            is InterruptedIOException -> if (textOf(thrown) in OKIO_TIMEOUTS) "timeout" else OTHER
            is ConnectException -> systemError { textOf(thrown).contains(it, ignoreCase = true) } ?: unconnected(thrown)
            is SocketException -> systemError { textOf(thrown).contains(it, ignoreCase = true) } ?: OTHER
            is ProtocolException, is EOFException, is ClosedChannelException -> OTHER
            else -> plain(thrown)
        }

    /** The JDK wraps whatever kept it from connecting, and of a refusal it only tells that the channel is closed. */
    private fun unconnected(thrown: ConnectException): String {
        val reason = thrown.cause
        return if (reason == null || reason is ClosedChannelException) "refused" else OTHER
    }

    /** A channel throws what a socket does, but as its base. Files and parsers throw other subclasses. */
    private fun plain(thrown: Throwable): String? =
        if (thrown.javaClass == IOException::class.java) systemError { textOf(thrown).startsWith(it) } ?: OTHER else null

    /** One type stands for all violations; before the upgrade most of them are answers that are no HTTP. */
    private fun isViolation(
        thrown: ProtocolException,
        phase: Phase,
    ) = phase in AFTER_UPGRADE || REDIRECTS.any { textOf(thrown).startsWith(it) }

    private val AFTER_UPGRADE = setOf(Phase.WEBSOCKET_HANDSHAKE, Phase.WEBSOCKET_RUNTIME, Phase.WEBSOCKET_SEND)
    private val REDIRECTS = listOf("Too many follow-up requests", "Server redirected too many")

    /** A call that took too long is told from an interrupted thread by these alone. */
    private val OKIO_TIMEOUTS = setOf("timeout", "deadline reached")

    private inline fun systemError(isText: (String) -> Boolean): String? = SYSTEM_ERRORS.entries.firstOrNull { isText(it.key) }?.value

    /** The JDK and Android give the system's error as text alone. */
    private val SYSTEM_ERRORS =
        mapOf(
            "Connection reset" to "reset",
            "Broken pipe" to "reset",
            "connection abort" to "reset",
            "Connection refused" to "refused",
            "Network is unreachable" to "unreachable",
            "No route to host" to "unreachable",
            "Connection timed out" to "timeout",
        )
}
