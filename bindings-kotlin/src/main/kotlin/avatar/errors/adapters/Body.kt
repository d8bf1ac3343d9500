package avatar.errors.adapters

import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.InputStream
import java.net.SocketTimeoutException
import java.util.concurrent.FutureTask
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeoutException

internal const val MOST_BYTES = 64 * 1024
private const val CHUNK = 8 * 1024
private const val MOST_MS = 2000L

/** A response body, of which no more counts than 64 KB; it must end within 2 s. */
internal class Body {
    /** When the time is up, by `System.nanoTime()`. */
    val deadline: Long = System.nanoTime() + MOST_MS * 1_000_000

    private val received = ByteArrayOutputStream()

    /** Why the body did not come to its end. What came of it until then is a matter of chance. */
    @Volatile
    var broken: IOException? = null
        private set

    val bytes: ByteArray get() = received.toByteArray()

    /** Reads a stream, which itself gives up at the deadline where it has to wait. */
    fun read(stream: InputStream): Body {
        val chunk = ByteArray(CHUNK)
        try {
            while (received.size() < MOST_BYTES) {
                if (System.nanoTime() - deadline > 0) throw late()
                val count = stream.read(chunk, 0, minOf(CHUNK, MOST_BYTES - received.size()))
                if (count < 0) break
                received.write(chunk, 0, count)
            }
        } catch (reason: IOException) {
            broken = reason
        }
        return this
    }

    /** Reads a stream that may block for ever, and closes it. */
    fun readAside(stream: InputStream): Body {
        val reader = FutureTask { read(stream) }
        Thread(reader, "avatar-errors-body").apply { isDaemon = true }.start()
        return try {
            reader.get(MOST_MS, TimeUnit.MILLISECONDS)
        } catch (_: TimeoutException) {
            Body().also { it.broken = late() }
        } catch (_: InterruptedException) {
            Thread.currentThread().interrupt()
            Body().also { it.broken = late() }
        } finally {
            // A reader that still waits is woken by this.
            guarded { stream.close() }
        }
    }

    private fun late() = SocketTimeoutException("no end of the body")
}
