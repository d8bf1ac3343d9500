package avatar.errors

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.ObjectInputStream
import java.io.ObjectOutputStream
import java.io.PrintStream
import java.io.PrintWriter
import java.io.StringWriter
import java.util.concurrent.CompletionException
import java.util.logging.Formatter
import java.util.logging.LogRecord
import java.util.logging.SimpleFormatter
import java.util.logging.XMLFormatter
import kotlin.concurrent.thread
import java.util.logging.Level as JulLevel

/** What prints an exception by itself, with a secret in every text of the library's. */
class PrintedTest {
    private val original = Planted.exception()
    private val error = AvatarException.from(original, Phase.WEBSOCKET_CONNECT)

    @Test
    fun `a stack trace`() {
        val writer = StringWriter()
        error.printStackTrace(PrintWriter(writer, true))
        Planted.check("$writer")
        Planted.check(error.stackTraceToString())
        Planted.check(captured { error.printStackTrace() })
        val causes = Regex("(?m)^Caused by: ([\\w.]+): ").findAll("$writer").map { it.groupValues[1] }.toList()
        val illegal = IllegalStateException::class.java.name
        assertEquals(listOf("java.io.UncheckedIOException", "java.io.IOException", "java.net.ConnectException", illegal), causes)
        Planted.check(RuntimeException("the caller's own", CompletionException(error)).stackTraceToString())
    }

    @Test
    fun `an exception that no thread catches`() {
        val printed = captured { thread(name = "unlucky") { throw error }.join() }
        assertEquals(true, printed.startsWith("""Exception in thread "unlucky" avatar.errors.AvatarException: """), printed)
        Planted.check(printed)
    }

    @Test
    fun `what retries give up with`() {
        val given = assertThrows(AvatarException::class.java) { retryBlocking(RetryPolicy(attempts = 1)) { throw error } }
        assertSame(error, given)
        Planted.check(given.stackTraceToString())
    }

    @Test
    fun `the JDK's logging`() {
        val record = LogRecord(JulLevel.SEVERE, "the avatar failed").apply { thrown = error }
        Planted.check(SimpleFormatter().format(record))
        val formatter: Formatter = XMLFormatter()
        Planted.hides(formatter.format(record))
    }

    @Test
    fun `SLF4J with Logback`() {
        for (pattern in listOf("%msg%n", "%msg%n%ex{full}", "%msg%n%xEx", "%msg%n%rEx")) {
            val printed = logged(pattern) { it.error("the avatar failed", error) }
            Planted.check(printed)
        }
        val chained = logged("%msg%n") { it.atError().setCause(IllegalStateException("around", error)).log("the avatar failed") }
        Planted.check(chained)
    }

    @Test
    fun `Java's serialization`() {
        val stream = ByteArrayOutputStream().also { ObjectOutputStream(it).writeObject(error) }
        Planted.check(stream.toString(Charsets.ISO_8859_1))
        val read = ObjectInputStream(ByteArrayInputStream(stream.toByteArray())).readObject() as AvatarException
        assertEquals(error.cause!!.stackTraceToString(), read.cause!!.stackTraceToString())
        assertNull(read.native)
        assertNotNull(error.native)
    }

    private fun captured(print: () -> Unit): String {
        val printed = ByteArrayOutputStream()
        val console = System.err
        System.setErr(PrintStream(printed, true, Charsets.UTF_8))
        try {
            print()
        } finally {
            System.setErr(console)
        }
        return printed.toString(Charsets.UTF_8)
    }
}
