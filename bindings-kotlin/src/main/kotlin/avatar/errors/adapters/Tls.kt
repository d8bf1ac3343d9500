package avatar.errors.adapters

import avatar.errors.Phase
import avatar.errors.ffi.Observation
import java.io.IOException
import java.security.cert.CertificateException
import javax.net.ssl.SSLException

/** The JDK's and Android's TLS. */
internal object Tls : Adapter {
    override fun observe(
        thrown: Throwable,
        phase: Phase,
        said: Observation,
    ): Boolean {
        said.transport =
            when (thrown) {
                // A connection that broke inside TLS is wrapped, and is no failure of TLS.
                is SSLException -> if (thrown.cause is IOException) "other" else "tls"

                is CertificateException -> "tls"

                else -> return false
            }
        return true
    }
}
