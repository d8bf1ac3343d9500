package avatar.errors

import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotSame
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.IOException
import java.net.ConnectException

/** What stands in for the exception of a library. */
class CauseTest {
    private fun error(thrown: Throwable) = AvatarErrors.classify(Failure(Phase.WEBSOCKET_CONNECT), thrown)

    private fun standIn(thrown: Throwable) = error(thrown).cause as Cause

    @Test
    fun `it tells class, text and frames, and the error has the original`() {
        val original = ConnectException("refused, token=not-a-real-token\n\tat first")
        val error = error(original)
        val cause = error.cause as Cause
        assertEquals("java.net.ConnectException: refused, token=[redacted] at first", cause.message)
        assertEquals(cause.message, cause.toString())
        assertEquals(cause.message, cause.localizedMessage)
        assertArrayEquals(original.stackTrace, cause.stackTrace)
        assertSame(original, error.native)
        assertSame(cause, error.cause)
        assertEquals("java.io.IOException", standIn(IOException()).message)
        assertNull(AvatarErrors.classify(Failure()).cause)
    }

    @Test
    fun `causes and what was suppressed are stand-ins too`() {
        val original = IllegalStateException("outer", ConnectException("token=not-a-real-token"))
        original.addSuppressed(IOException("closing", IOException("password=not-a-real-token")))
        val cause = standIn(original)
        assertEquals("java.net.ConnectException: token=[redacted]", (cause.cause as Cause).message)
        val suppressed = cause.suppressed.single() as Cause
        assertEquals("java.io.IOException: closing", suppressed.message)
        assertEquals("java.io.IOException: password=[redacted]", (suppressed.cause as Cause).message)
        assertThrows(IllegalStateException::class.java) { cause.initCause(original) }
    }

    @Test
    fun `an error of this library is printed as it is`() {
        val known = AvatarErrors.classify(Failure(Phase.SESSION_TOKEN), IOException("token=not-a-real-token"))
        assertSame(known, error(known).cause)
        assertSame(known, standIn(IOException("around", known)).cause)
        assertSame(known, error(known).native)
    }

    @Test
    fun `cycles end, and so do long chains`() {
        val inner = IOException("inner")
        val outer = IllegalStateException("outer", inner)
        inner.initCause(outer)
        inner.addSuppressed(outer)
        assertEquals(2, links(error(outer)).size)
        val back = IOException("back")
        val error = error(back)
        back.initCause(error)
        assertEquals(1, links(error).size)
        val deep = (1..100_000).fold<Int, Throwable>(IOException()) { thrown, _ -> RuntimeException("outer", thrown) }
        assertEquals(32, links(error(deep)).size)
        val wide = RuntimeException().apply { repeat(100_000) { addSuppressed(RuntimeException()) } }
        assertEquals(31, error(wide).cause!!.suppressed.size)
    }

    private fun links(error: AvatarException) = generateSequence(error.cause) { it.cause }.toList()

    @Test
    fun `two errors of one exception share nothing that changes`() {
        val original = IOException("reset")
        val frames = original.stackTrace
        val (one, other) = List(2) { error(original) }
        assertNotSame(one.cause, other.cause)
        one.cause!!.addSuppressed(RuntimeException("noted"))
        one.cause!!.stackTrace = emptyArray()
        assertEquals(0, other.cause!!.suppressed.size + original.suppressed.size)
        assertArrayEquals(frames, other.cause!!.stackTrace)
        assertArrayEquals(frames, original.stackTrace)
    }

    @Test
    fun `hostile exceptions are stood in for`() {
        val cause = standIn(Hostile())
        assertEquals(Hostile::class.java.name, cause.message)
        assertEquals(0, cause.stackTrace.size)
        assertNull(cause.cause)
        assertTrue(cause.stackTraceToString().startsWith(Hostile::class.java.name))
        val odd = object : IOException("odd") {}
        assertTrue(Regex("[A-Za-z0-9_$.]+: odd").matches(standIn(odd).message), standIn(odd).message)
    }

    @Test
    fun `a huge text is cut, and a cut secret is not shown`() {
        val huge = "word ".repeat(4_000_000)
        assertEquals(1024, standIn(IOException(huge)).message.substringAfter(": ").length)
        val spaces = " ".repeat(64 * 1024 - 20)
        val message = standIn(IOException("start$spaces ${"token=" + "not-a-real-token".repeat(9)}")).message
        assertEquals("java.io.IOException: start", message)
        assertEquals("java.io.IOException: a\uFFFD", standIn(IOException("a\uD800")).message)
    }

    /** Throws wherever it can. */
    private class Hostile : IOException() {
        override val message get() = throw StackOverflowError()
        override val cause get() = error("no cause")

        override fun toString() = error("no text")

        override fun printStackTrace() = error("no trace")

        override fun fillInStackTrace(): Throwable = this

        override fun getStackTrace(): Array<StackTraceElement>? = null
    }
}
