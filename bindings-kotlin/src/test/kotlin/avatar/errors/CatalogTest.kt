package avatar.errors

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Test

/** The words against the frozen catalogue. */
class CatalogTest {
    private val text = Repository.file("tests/catalog.json").readText().trim()
    private val catalog = parseJson(text)

    @Test
    fun `the listed words are those of the catalogue, in its order`() {
        assertEquals(catalog.members("codes").map { it.asJsonObject.text("code") }, ErrorCode.all().map { it.value })
        assertEquals(catalog.members("phases").map { it.text() }, Phase.all().map { it.value })
        assertEquals(catalog.members("recoveries").map { it.text() }, Recovery.all().map { it.value })
        assertEquals(text, AvatarErrors.catalogJson().trim())
    }

    @Test
    fun `every listed word is a constant named after it`() {
        for ((type, all) in mapOf(
            ErrorCode::class to ErrorCode.all(),
            Phase::class to Phase.all(),
            Recovery::class to Recovery.all(),
        )) {
            val constants =
                type.java.fields
                    .filter { it.type == type.java }
                    .associate { it.name to it.get(null) }
            assertEquals(all.map { constantName(it.value) }.toSet(), constants.keys)
            constants.forEach { (name, word) -> assertEquals(name, constantName(word.toString())) }
        }
    }

    @Test
    fun `a listed word is one object, an unlisted one is kept`() {
        assertSame(ErrorCode.IDLE_TIMEOUT, ErrorCode.of("idleTimeout"))
        val code = ErrorCode.of("aCodeOfTomorrow")
        assertEquals(ErrorCode.of("aCodeOfTomorrow"), code)
        assertEquals("aCodeOfTomorrow", code.toString())
        assertNotEquals(Phase.of("unknown"), ErrorCode.of("unknown"))
    }

    private fun constantName(word: String) =
        word
            .replace(Regex("([a-z])([A-Z])"), "$1_$2")
            .replace(Regex("([A-Z])([A-Z][a-z])"), "$1_$2")
            .uppercase()
}
