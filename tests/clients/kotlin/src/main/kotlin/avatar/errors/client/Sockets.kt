package avatar.errors.client

import java.io.FilterInputStream
import java.io.FilterOutputStream
import java.io.IOException
import java.io.InputStream
import java.io.OutputStream
import java.net.InetAddress
import java.net.ProtocolException
import java.net.Socket
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeoutException
import java.util.concurrent.atomic.AtomicInteger
import javax.net.SocketFactory

private const val MAX_MESSAGE = 1024 * 1024

private const val MOMENT_MS = 200L

/**
 * OkHttp knows no limit for a message, so that its sockets give no more than this until one is whole.
 *
 * The system tells of a reset once, to the reader or to the writer, and the other only sees an end.
 * OkHttp reports whichever comes first; here the reader learns what the writer was told.
 */
internal class Sockets : SocketFactory() {
    private val left = AtomicInteger(MAX_MESSAGE)

    fun renew() = left.set(MAX_MESSAGE)

    override fun createSocket(): Socket =
        object : Socket() {
            val writer = Writer()

            override fun getInputStream() = Reader(super.getInputStream(), writer)

            override fun getOutputStream() = writer.over(super.getOutputStream())
        }

    override fun createSocket(
        host: String?,
        port: Int,
    ) = throw UnsupportedOperationException()

    override fun createSocket(
        host: String?,
        port: Int,
        localHost: InetAddress?,
        localPort: Int,
    ) = throw UnsupportedOperationException()

    override fun createSocket(
        host: InetAddress?,
        port: Int,
    ) = throw UnsupportedOperationException()

    override fun createSocket(
        address: InetAddress?,
        port: Int,
        localAddress: InetAddress?,
        localPort: Int,
    ) = throw UnsupportedOperationException()

    private inner class Reader(
        stream: InputStream,
        private val writer: Writer,
    ) : FilterInputStream(stream) {
        override fun read(): Int = super.read().also { count(if (it < 0) it else 1) }

        override fun read(
            bytes: ByteArray,
            offset: Int,
            length: Int,
        ): Int = super.read(bytes, offset, length).also(::count)

        private fun count(bytes: Int) {
            if (bytes < 0) writer.failure()?.let { throw it }
            if (bytes > 0 && left.addAndGet(-bytes) < 0) throw ProtocolException("the message is too big")
        }
    }

    private class Writer {
        private var writing = CompletableFuture.completedFuture<IOException?>(null)

        /** Why the last write failed, if it did. */
        fun failure(): IOException? =
            try {
                synchronized(this) { writing }.get(MOMENT_MS, TimeUnit.MILLISECONDS)
            } catch (_: TimeoutException) {
                null
            }

        fun over(stream: OutputStream): OutputStream =
            object : FilterOutputStream(stream) {
                override fun write(
                    bytes: ByteArray,
                    offset: Int,
                    length: Int,
                ) {
                    val end = CompletableFuture<IOException?>()
                    synchronized(this@Writer) { writing = end }
                    try {
                        out.write(bytes, offset, length)
                        end.complete(null)
                    } catch (broken: IOException) {
                        end.complete(broken)
                        throw broken
                    }
                }
            }
    }
}
