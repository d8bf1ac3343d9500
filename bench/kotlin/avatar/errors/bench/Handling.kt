package avatar.errors.bench

import avatar.errors.AvatarErrors
import avatar.errors.AvatarException
import avatar.errors.Failure
import avatar.errors.Phase
import avatar.errors.RecurrenceMonitor
import avatar.errors.RetryPolicy
import avatar.errors.retryBlocking

/** As many as a monitor watches, and as many occurrences as it keeps of each. */
private const val FINGERPRINTS = 256
private const val THRESHOLD = 100

private const val TIMES_FLOOR = 2

/** What is asked of an error after it was caught. */
internal fun handling(case: Case): List<Row> {
    val error = case.error()
    val policy = RetryPolicy()
    val outages = Outages()
    val asked =
        mapOf<String, () -> Int>(
            "an attribute" to { error.code.value.length },
            "severity" to { error.severity.length },
            "userMessage" to { error.userMessage.length },
            "docUrl" to { error.docUrl.length },
            "logFields()" to { error.logFields().size },
            "logLine()" to { error.logLine().length },
            "problem()" to { error.problem().toJson().length },
            "decide()" to { policy.decide(error).reason.length },
            "record(), 256 fingerprints" to { 1 + outages.record() },
        )
    val rows = asked.map { (name, ask) -> Row(name, ask, case::emptyCall, TIMES_FLOOR) }
    return rows + Row("retryBlocking of a success", { retryBlocking { 1 } }, case::emptyCall)
}

private class Outages {
    private val monitor = RecurrenceMonitor(threshold = THRESHOLD)
    private val errors: List<AvatarException> =
        List(FINGERPRINTS) { AvatarErrors.classify(Failure(Phase.SESSION_TOKEN).httpStatus(502).serverCode("outage_$it")) }
    private var next = 0

    init {
        repeat(FINGERPRINTS * THRESHOLD) { record() }
    }

    fun record(): Int = monitor.record(errors[next++ % FINGERPRINTS]).size
}
