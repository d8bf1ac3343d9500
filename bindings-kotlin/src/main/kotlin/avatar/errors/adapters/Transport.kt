package avatar.errors.adapters

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
import java.security.cert.CertificateException
import java.util.concurrent.TimeoutException
import javax.net.ssl.SSLException

private const val OTHER = "other"

/** The word for the broken transport; `null` where no link tells of one. */
internal fun transportOf(links: List<Throwable>): String? {
    for ((at, link) in links.withIndex()) specific(link, links.subList(at + 1, links.size))?.let { return it }
    // Last, as the JDK wraps other failures to connect in the same type.
    if (links.any { it is ConnectException }) return "refused"
    return OTHER.takeIf { links.any(::isTransport) }
}

private fun specific(
    link: Throwable,
    inner: List<Throwable>,
): String? =
    when (link) {
        is UnknownHostException, is UnresolvedAddressException -> "dns"
        is NoRouteToHostException -> "unreachable"
        is SocketTimeoutException, is TimeoutException -> "timeout"
        is InterruptedIOException -> "timeout".takeIf { textOf(link) in OKIO_TIMEOUTS }
        is SocketException -> systemError { textOf(link).contains(it, ignoreCase = true) }
        is SSLException -> secured(inner)
        is CertificateException -> "tls"
        else -> libraries.firstNotNullOfOrNull { guarded { it.transport(link) } } ?: plain(link)
    }

/** A channel throws what a socket does, but as its base. */
private fun plain(link: Throwable): String? =
    if (link.javaClass == IOException::class.java) systemError { textOf(link).startsWith(it) } else null

/** The connection may have broken inside TLS, which is no failure of TLS. */
private fun secured(inner: List<Throwable>): String? =
    if (inner.any { it is EOFException }) {
        OTHER
    } else {
        "tls".takeIf { inner.none { it is SocketException } }
    }

/** Files and parsers throw `IOException`s too, so other subclasses do not count. */
private fun isTransport(link: Throwable): Boolean =
    link.javaClass == IOException::class.java ||
        link is InterruptedIOException ||
        link is SocketException ||
        link is ProtocolException ||
        link is EOFException ||
        link is ClosedChannelException

/** A call that took too long is told from an interrupted thread by these alone. */
private val OKIO_TIMEOUTS = setOf("timeout", "deadline reached")

private inline fun systemError(isText: (String) -> Boolean): String? = SYSTEM_ERRORS.entries.firstOrNull { isText(it.key) }?.value

/** The JDK and Android give the system's error as text alone. */
private val SYSTEM_ERRORS =
    mapOf(
        "Connection reset" to "reset",
        "Broken pipe" to "reset",
        "connection abort" to "reset",
        "Network is unreachable" to "unreachable",
        "No route to host" to "unreachable",
        "Connection timed out" to "timeout",
    )
