package avatar.errors

import avatar.errors.ffi.Fields
import avatar.errors.ffi.ProblemDocument
import avatar.errors.ffi.Texts

/** What there is to say of an error where the native library did not load: nothing that the core decides. */
internal object WithoutCore {
    const val SEVERITY = "ERROR"

    val problem = ProblemDocument(500, null, """{"type":"about:blank","title":"Internal Server Error","status":500}""")

    val texts: Texts by lazy { Texts("Something went wrong. Please try again later.", Core.unavailable?.let(Core::explain).orEmpty(), "") }

    fun fields(
        phase: Phase,
        reason: Throwable,
    ) = Fields(
        code = ErrorCode.UNKNOWN.value,
        phase = phase.value,
        message = "${Core.explain(reason)} ($phase)",
        recovery = Recovery.REPORT.value,
        rule = "fallback.unknown",
    )

    fun logFields(error: AvatarException): Map<String, Any> =
        mapOf(
            "code" to error.code.value,
            "phase" to error.phase.value,
            "recovery" to error.recovery.value,
            "retryable" to error.retryable,
            "alert" to error.alert,
            "rule" to error.rule,
            "severity" to SEVERITY,
            "error.type" to error.code.value,
            "exception.message" to error.message,
        )

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
