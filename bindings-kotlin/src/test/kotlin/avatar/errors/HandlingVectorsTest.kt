package avatar.errors

import com.google.gson.JsonElement
import com.google.gson.JsonObject
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import java.util.function.LongSupplier

/** Runs every vector of the handling and compares bytes. */
class HandlingVectorsTest {
    private val files = Repository.file("tests/handling").listFiles { it.extension == "json" }.orEmpty()
    private val runs =
        mapOf(
            "retry" to ::retry,
            "log" to ::log,
            "problem" to ::problem,
            "recurrence" to ::recurrence,
            "invalid" to ::invalid,
        )

    @Test
    fun `every vector gives its bytes`() {
        assertEquals(runs.keys, files.map { it.nameWithoutExtension }.toSet())
        for (file in files) {
            val there = Regex("\"why\":").findAll(file.readText()).count()
            val vectors = parseJson(file.readText()).members("vectors").map { it.asJsonObject }
            // Kotlin's types leave no room for what only JSON can say.
            val (foreign, run) = vectors.partition { it.get("json")?.asBoolean == true }
            val wrong = run.mapNotNull { vector -> difference(vector, runs.getValue(file.nameWithoutExtension)) }
            println("${file.name}: ${run.size} run of $there, ${foreign.size} in JSON only")
            assertEquals(emptyList<String>(), wrong)
            assertEquals(there, vectors.size)
            assertEquals(file.nameWithoutExtension == "invalid", foreign.isNotEmpty())
        }
    }

    private fun difference(
        vector: JsonObject,
        run: (JsonObject) -> List<Pair<Any?, Any?>>,
    ): String? =
        run(vector).firstOrNull { (got, wanted) -> got != wanted }?.let { (got, wanted) ->
            "${vector.text("name")}:\n  got      $got\n  expected $wanted"
        }

    private fun retry(vector: JsonObject): List<Pair<Any?, Any?>> {
        val state = vector.options("state")
        val decision =
            policy(vector.options("policy")).decide(
                error(vector.text("error")),
                state.int("attempt", 1),
                state.long("elapsed_ms", 0),
                state.int("renewals", 0),
                state.double("random", 1.0),
                state.int("budget", RetryBudget().left),
            )
        val wanted = vector.text("decision").orEmpty()
        return listOf(decision.toJson() to wanted, parts(decision) to parseJson(wanted))
    }

    private fun parts(decision: RetryDecision) =
        JsonObject().apply {
            addProperty("retry", decision.retry)
            addProperty("wait_ms", decision.wait.toMillis())
            addProperty("new_token", decision.newToken)
            addProperty("new_session", decision.newSession)
            addProperty("cost", decision.cost)
            addProperty("reason", decision.reason)
        }

    private fun log(vector: JsonObject): List<Pair<Any?, Any?>> {
        val error = error(vector.text("error"))
        val wanted = vector.text("fields").orEmpty()
        val values = parseJson(wanted).asJsonObject.entrySet().map { (name, value) -> name to value.plain() }
        return listOf(
            error.logLine() to wanted,
            error.logFields().toList() to values,
            error.severity to values.toMap()["severity"],
        )
    }

    private fun problem(vector: JsonObject): List<Pair<Any?, Any?>> {
        val error = error(vector.text("error"))
        val problem = error.problem()
        val wanted = vector.text("problem").orEmpty()
        val surface = parseJson(vector.text("surface").orEmpty()).asJsonObject
        return listOf(
            problem.toJson() to wanted,
            problem.status to parseJson(wanted).asJsonObject.get("status").asInt,
            problem.retryAfterSeconds to parseJson(wanted).asJsonObject.get("retry_after")?.asLong,
            error.userMessage to surface.text("user_message"),
            error.operatorHint to surface.text("operator_hint"),
            error.docUrl to surface.text("doc_url"),
        )
    }

    private fun recurrence(vector: JsonObject): List<Pair<Any?, Any?>> {
        var now = 0L
        val monitor = monitor(vector.options("policy")) { now }
        return vector.members("history").zip(vector.members("events")) { entry, events ->
            now = entry.asJsonObject.get("at_ms").asLong
            val text = entry.asJsonObject.text("error")
            val told = if (text == null) monitor.check() else monitor.record(error(text))
            told.joinToString(",", "[", "]") { it.toJson() } to events.text()
        } + (vector.members("history").size to vector.members("events").size)
    }

    private fun invalid(vector: JsonObject): List<Pair<Any?, Any?>> {
        val refused =
            try {
                vector.get("policy")?.let { policy(it.asJsonObject) }
                vector.get("recurrence")?.let { monitor(it.asJsonObject) { 0 } }
                "made"
            } catch (refused: IllegalArgumentException) {
                refused.message.orEmpty()
            }
        val wanted = vector.text("refused").orEmpty()
        return listOf(refused.takeUnless { wanted in it } to null)
    }

    private fun policy(options: JsonObject) =
        RetryPolicy(
            options.int("attempts", 3),
            options.long("base_ms", 500),
            options.double("factor", 2.0),
            options.long("cap_ms", 20_000),
            options.long("max_retry_after_ms", 60_000),
            options.long("max_elapsed_ms", 120_000),
        )

    private fun monitor(
        options: JsonObject,
        clock: LongSupplier,
    ) = RecurrenceMonitor(
        options.int("threshold", 5),
        options.long("window_ms", 300_000),
        options.long("cool_down_ms", 900_000),
        clock,
    )

    private fun error(json: String?) = AvatarException.fromJson(json.orEmpty())

    private fun JsonObject.options(key: String) = get(key)?.asJsonObject ?: JsonObject()

    private fun JsonObject.double(
        key: String,
        default: Double,
    ) = get(key)?.asDouble ?: default

    private fun JsonObject.long(
        key: String,
        default: Long,
    ) = get(key)?.asLong ?: default

    /** What fits no `Int` counts as the largest one: nobody tries that often. */
    private fun JsonObject.int(
        key: String,
        default: Int,
    ) = get(key)?.asLong?.coerceAtMost(Int.MAX_VALUE.toLong())?.toInt() ?: default

    private fun JsonElement.plain(): Any =
        asJsonPrimitive.run {
            if (isBoolean) {
                asBoolean
            } else if (isNumber) {
                asLong
            } else {
                asString
            }
        }
}
