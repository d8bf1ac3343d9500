package avatar.errors

import avatar.errors.ffi.classifyLine
import com.google.gson.JsonElement
import com.google.gson.JsonObject
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

private const val FEWEST = 500

/** Runs every conformance vector and compares bytes. */
class VectorsTest {
    private val files = Repository.file("tests/vectors").listFiles { it.extension == "json" }.orEmpty()
    private val vectors = files.flatMap { parseJson(it.readText()).members("vectors") }.map { it.asJsonObject }

    @Test
    fun `every vector gives its bytes`() {
        val there = files.sumOf { Regex("\"why\":").findAll(it.readText()).count() }
        val wrong = vectors.mapNotNull { vector -> difference(vector)?.let { "${vector.text("name")}: $it" } }
        println("vectors: ${vectors.size} run of $there")
        assertEquals(emptyList<String>(), wrong)
        assertEquals(there, vectors.size)
        assertTrue(there >= FEWEST)
    }

    private fun difference(vector: JsonObject): String? {
        val line = vector.text("line") ?: vector.get("failure").toString()
        val expected = vector.text("error").orEmpty()
        val error = AvatarErrors.classify(failureOf(parseJson(line).asJsonObject))
        val byLine = classifyLine(line.wellFormed())?.let { AvatarException.of(Answer(it, null)) }
        val pairs =
            listOf(
                error.toJson() to expected,
                byLine?.toJson() to expected,
                AvatarException.fromJson(expected).toJson() to expected,
                fields(error) to fields(AvatarException.fromJson(expected)),
                (error is SessionTokenException) to expected.contains("\"phase\":\"session_token\""),
            )
        val optional =
            listOfNotNull(
                vector.get("fingerprint")?.let { error.fingerprint to it.asJsonArray.map(JsonElement::getAsString) },
                vector.get("raw_body")?.let { error.rawBody to it.text() },
            )
        return (pairs + optional).firstOrNull { (got, wanted) -> got != wanted }?.let { (got, wanted) ->
            "\n  got      $got\n  expected $wanted"
        }
    }

    /** Every field but the raw body, which is in no JSON. */
    private fun fields(e: AvatarException): List<Any?> =
        listOf(
            e.code,
            e.phase,
            e.message,
            e.httpStatus,
            e.serverCode,
            e.serverTitle,
            e.serverDetail,
            e.connectionId,
            e.reqId,
            e.closeCode,
            e.closeReason,
            e.recovery,
            e.retryable,
            e.alert,
            e.retryAfterMs,
            e.rule,
        )
}
