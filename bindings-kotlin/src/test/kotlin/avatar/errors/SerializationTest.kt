package avatar.errors

import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.ObjectInputStream
import java.io.ObjectOutputStream
import java.io.ObjectStreamConstants

class SerializationTest {
    private val error =
        AvatarErrors.classify(Phase.SESSION_TOKEN, IOException("reset")) {
            httpStatus(503).header("Retry-After", "7").body("""{"detail":"später"}""")
        }

    @Test
    fun `an error survives with its body, cause and stack`() {
        val read = read(write(error)) as SessionTokenException
        assertEquals(error.toJson(), read.toJson())
        assertEquals(error.toString(), read.toString())
        assertEquals(error.rawBody, read.rawBody)
        assertEquals("java.io.IOException: reset", read.cause?.message)
        assertNull(read.native)
        assertArrayEquals(error.stackTrace, read.stackTrace)
        assertSame(error.code, read.code)
        assertNull(read.attempts)
    }

    @Test
    fun `so does how often it was tried`() {
        assertThrows(AvatarException::class.java) { retryBlocking(RetryPolicy(attempts = 1)) { throw error } }
        assertEquals(1, (read(write(error)) as AvatarException).attempts)
    }

    @Test
    fun `a listed word is the same object again`() {
        for (word in listOf(ErrorCode.IDLE_TIMEOUT, Phase.WEBSOCKET_SEND, Recovery.RETRY)) {
            assertSame(word, read(write(word)))
        }
        assertEquals(ErrorCode.of("aCodeOfTomorrow"), read(write(ErrorCode.of("aCodeOfTomorrow"))))
    }

    @Test
    fun `a stream that was tampered with gives no error, or one that can be asked`() {
        val bytes = write(error)
        var refused = 0
        for (at in bytes.indices) {
            for (forgery in listOf(ObjectStreamConstants.TC_NULL, 0x7F, 0)) {
                val forged = bytes.copyOf().also { it[at] = forgery }
                val read = runCatching { read(forged) as AvatarException }.getOrNull()
                if (read == null) refused++ else listOf(read.toJson(), read.toString(), read.code, read.logFields(), read.fingerprint)
            }
        }
        assertTrue(refused > 0)
        for (cut in bytes.indices) assertThrows(IOException::class.java) { read(bytes.copyOf(cut)) }
    }

    private fun write(value: Any): ByteArray = ByteArrayOutputStream().also { ObjectOutputStream(it).writeObject(value) }.toByteArray()

    private fun read(bytes: ByteArray): Any = ObjectInputStream(ByteArrayInputStream(bytes)).readObject()
}
