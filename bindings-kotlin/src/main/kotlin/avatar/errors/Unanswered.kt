package avatar.errors

import avatar.errors.ffi.ProblemDocument
import avatar.errors.ffi.Surface

/**
 * What is said of an error where the core does not answer: no native library, or a defect. Less
 * than the core says, and nothing that the core decides.
 */
internal object Unanswered {
    private const val SEVERITY = "ERROR"

    val problem: ProblemDocument =
        ProblemDocument(500, null, """{"type":"about:blank","title":"Internal Server Error","status":500}""")

    fun surface(): Surface {
        val reason = Core.unavailable?.let(Core::explain) ?: "A defect of avatar-errors"
        return Surface("Something went wrong. Please try again later.", reason, "", "")
    }

    fun logFields(error: AvatarException): Map<String, Any> =
        buildMap {
            put("code", error.code.value)
            put("phase", error.phase.value)
            error.connectionId?.let { put("connection_id", it) }
            error.reqId?.let { put("req_id", it) }
            put("recovery", error.recovery.value)
            put("retryable", error.retryable)
            put("alert", error.alert)
            put("rule", error.rule)
            put("severity", SEVERITY)
            put("error.type", error.code.value)
            put("exception.message", error.message)
        }

    fun logLine(error: AvatarException): String =
        logFields(error).entries.joinToString(",", "{", "}") { (name, value) ->
            "${quoted(name)}:${if (value is String) quoted(value) else value}"
        }

    private fun quoted(text: String): String =
        text.wellFormed().asIterable().joinToString("", "\"", "\"") {
            when {
                it == '"' || it == '\\' -> "\\$it"
                it < ' ' -> "\\u" + it.code.toString(16).padStart(4, '0')
                else -> it.toString()
            }
        }
}
