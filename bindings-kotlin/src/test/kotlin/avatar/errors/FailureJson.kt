package avatar.errors

import com.google.gson.JsonArray
import com.google.gson.JsonElement
import com.google.gson.JsonObject
import com.google.gson.JsonPrimitive
import kotlin.math.abs

private const val EXACT = 9_007_199_254_740_992.0

/** A failure in the JSON form that all languages share, through the public setters. */
internal fun failureOf(json: JsonObject): Failure =
    Failure(Phase.of(json.text("phase") ?: "unknown")).apply {
        httpStatus(json.get("http_status").int())
        body(json.text("body"))
        bodyBase64(json.text("body_base64"))
        serverCode(json.text("server_code") ?: json.get("server_code").integer()?.toString())
        serverTitle(json.text("server_title"))
        serverDetail(json.text("server_detail"))
        frameBase64(json.text("frame_base64"))
        closeCode(json.get("close_code").int())
        closeReason(json.text("close_reason"))
        transport(json.text("transport"))
        protocol(json.text("protocol"))
        invalidArgument(json.text("invalid_argument"))
        message(json.text("message"))
        connectionId(json.text("connection_id"))
        reqId(json.text("req_id"))
        nowMs(json.get("now_ms").integer())
        headers(json.get("headers"))
    }

private fun Failure.headers(headers: JsonElement?) {
    for ((name, value) in (headers as? JsonObject)?.entrySet().orEmpty()) {
        val values = if (value is JsonArray) value.toList() else listOf(value)
        values.mapNotNull { it.text() }.forEach { header(name, it) }
    }
}

/** What fits no `Int` is in no range that counts. */
private fun JsonElement?.int(): Int? = integer()?.coerceIn(-1, Int.MAX_VALUE.toLong())?.toInt()

private fun JsonElement?.integer(): Long? {
    val spelled = (this as? JsonPrimitive)?.takeIf { it.isNumber }?.asString ?: return null
    if (spelled.none { it in ".eE" }) return spelled.toLongOrNull()
    return spelled.toDouble().takeIf { it % 1.0 == 0.0 && abs(it) <= EXACT }?.toLong()
}
