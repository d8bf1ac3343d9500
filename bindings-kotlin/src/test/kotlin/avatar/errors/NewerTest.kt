package avatar.errors

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.ObjectInputStream
import java.io.ObjectOutputStream

/** What a newer version wrote besides. */
class NewerTest {
    private val plain = AvatarErrors.classify(Failure(Phase.WEBSOCKET_RUNTIME).closeCode(4001)).toJson()

    private val newer =
        """{"since":"v2","code":"ofTomorrow","phase":"websocket_resume","region":"eu-1","message":"New",""" +
            """"attempts":3,"share":0.25,"great":1e99,"recovery":"wait","retryable":false,"final":true,"alert":true,""" +
            """"rule":"text.new","hint":"say \"please\" über 1 \\ 2"}"""

    @Test
    fun `members of a newer version stay in their places`() {
        val error = AvatarException.fromJson(newer)
        assertEquals(newer, error.toJson())
        assertEquals("ofTomorrow" to "wait", error.code.value to error.recovery.value)
        assertEquals(newer, AvatarException.fromJson(error.toJson()).toJson())
        assertFalse(error.logFields().containsKey("region"))
    }

    @Test
    fun `they survive serialization`() {
        for (json in listOf(newer, plain)) {
            val bytes = ByteArrayOutputStream().also { ObjectOutputStream(it).writeObject(AvatarException.fromJson(json)) }
            val read = ObjectInputStream(ByteArrayInputStream(bytes.toByteArray())).readObject() as AvatarException
            assertEquals(json, read.toJson())
        }
    }

    @Test
    fun `an error that has none takes none along`() {
        assertEquals(null, AvatarException.fromJson(plain).fields.newer)
        assertEquals(null, AvatarErrors.classify(Failure()).fields.newer)
    }

    @Test
    fun `what no version could have written is dropped`() {
        val values =
            mapOf(
                "nested" to """{"a":1}""",
                "list" to "[1]",
                "nothing" to "null",
                "blank" to "\" \"",
                "a key" to "1",
                "<script>" to "1",
                "ключ" to "1",
                "k".repeat(65) to "1",
            )
        for ((name, value) in values) assertEquals(plain, read(name, value), name)
    }

    @Test
    fun `they are bounded and hold no secret`() {
        val many = (0 until 100).joinToString(",") { "\"member_%03d\":$it".format(it) }
        val bounded = AvatarException.fromJson(plain.dropLast(1) + ",$many}").toJson()
        assertEquals(16, Regex("member_").findAll(bounded).count())
        val long = read("hint", "\"é\\n${"x".repeat(100_000)}\"")
        assertTrue(long.length < 2_000 && long.contains("\"hint\":\"é x"), long)
        for (name in listOf("hint", "api_key", "session_token", "password")) {
            assertFalse(read(name, "\"token=not-a-real-token\"").contains("not-a-real-token"))
        }
        assertTrue(read("api_key", "\"not-a-real-token\"").contains("\"api_key\":\"[redacted]\""))
    }

    private fun read(
        name: String,
        value: String,
    ) = AvatarException.fromJson(plain.dropLast(1) + ",\"$name\":$value}").toJson()
}
