package avatar.errors

import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.InvalidObjectException
import java.io.ObjectInputStream
import java.io.ObjectOutputStream

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
        assertEquals("reset", read.cause?.message)
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
    fun `a stream that was tampered with is refused`() {
        val packed = Core.classify(Failure(Phase.WEBSOCKET_RUNTIME).closeCode(1011).facts).packed
        for (at in listOf(0, 16, 20, 24, 52, 56)) { // the version, and lengths of texts
            val forged = packed.copyOf().also { it[at] = 0x7F }
            assertThrows(InvalidObjectException::class.java) { read(write(Answer(forged))) }
        }
        assertThrows(InvalidObjectException::class.java) { read(write(Answer(packed.copyOf(packed.size - 1)))) }
    }

    private fun write(value: Any): ByteArray = ByteArrayOutputStream().also { ObjectOutputStream(it).writeObject(value) }.toByteArray()

    private fun read(bytes: ByteArray): Any = ObjectInputStream(ByteArrayInputStream(bytes)).readObject()
}
