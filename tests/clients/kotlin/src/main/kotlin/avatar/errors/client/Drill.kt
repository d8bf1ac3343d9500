package avatar.errors.client

import avatar.errors.Attempt
import avatar.errors.AvatarException
import avatar.errors.RetryBudget
import avatar.errors.retry
import com.google.gson.JsonObject
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.runInterruptible
import java.util.UUID

private const val NANOS = 1e6

/** A session that is tried again as an SDK does, and what came of it. */
internal class Drill(
    entry: JsonObject,
    list: JsonObject,
    addresses: JsonObject,
    private val options: Map<String, String>,
) {
    private val run = UUID.randomUUID().toString()
    private val scenario = Scenario(entry, list, addresses, "d/${entry.get("name").asString}/$run")
    private val cancelAfterMs = entry.get("cancel_after_ms")?.asLong
    private val tried = CompletableDeferred<Unit>()
    private var token: String? = null
    private var tries = 0
    private var outcome = "cancelled"
    private var error: AvatarException? = null

    fun report(): JsonObject =
        runBlocking {
            val running = launch(Dispatchers.Default) { run() }
            val report = JsonObject()
            if (cancelAfterMs != null) {
                tried.await()
                delay(cancelAfterMs)
                val cancelled = System.nanoTime()
                running.cancelAndJoin()
                report.addProperty("cancel_ms", (System.nanoTime() - cancelled) / NANOS)
            }
            running.join()
            report.apply {
                addProperty("drill", scenario.name)
                addProperty("run", run)
                addProperty("outcome", outcome)
                addProperty("tries", tries)
                addProperty("attempts", error?.attempts)
                addProperty("error", error?.toJson())
            }
        }

    private suspend fun run() {
        try {
            retry(budget = RetryBudget()) { attempt ->
                runInterruptible(Dispatchers.IO) { attempt(attempt) }
            }
            outcome = "up"
        } catch (failed: AvatarException) {
            outcome = failed.code.value
            error = failed
        }
    }

    private fun attempt(attempt: Attempt) {
        tries += 1
        val session = session(scenario, options)
        // Tokens are single-use.
        try {
            val fresh = token.takeUnless { attempt.newToken } ?: session.token()
            token = fresh
            session.converse(fresh) { it == Envelope.SERVER_RESPONSE_ANIMATION }
        } finally {
            tried.complete(Unit)
        }
    }
}
