package avatar.errors.client

import java.net.ConnectException
import java.net.NoRouteToHostException
import java.net.UnknownHostException
import java.nio.channels.UnresolvedAddressException
import java.util.concurrent.TimeoutException
import javax.net.ssl.SSLException

/** The word for a broken transport, by the types in the chain of causes. */
internal fun transport(error: Throwable): String {
    val chain = generateSequence(error, Throwable::cause).toList()
    return chain.firstNotNullOfOrNull(::specific) ?: "refused".takeIf { chain.any { it is ConnectException } }
        ?: "other"
}

private fun specific(error: Throwable): String? =
    when (error) {
        is UnresolvedAddressException, is UnknownHostException -> "dns"
        is SSLException -> "tls"
        is NoRouteToHostException -> "unreachable"
        is TimeoutException -> "timeout"
        else -> "reset".takeIf { RESETS.any(error.message.orEmpty()::contains) }
    }

/** A `SocketException` says only in words what it is. */
private val RESETS = listOf("Connection reset", "Broken pipe")
