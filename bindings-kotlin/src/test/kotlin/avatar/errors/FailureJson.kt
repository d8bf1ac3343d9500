package avatar.errors

import avatar.errors.ffi.Observation
import com.google.gson.JsonArray
import com.google.gson.JsonElement
import com.google.gson.JsonObject
import com.google.gson.JsonPrimitive
import kotlin.math.abs

private const val EXACT = 9_007_199_254_740_992.0
private val DEPTHS = 0L..0xFFFF

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
        prefix(json.text("prefix"))
        fallback(json.text("fallback"))
        connectionId(json.text("connection_id"))
        reqId(json.text("req_id"))
        nowMs(json.get("now_ms").integer())
        headers(json.get("headers"))
        record.evidence = observationsOf(json.get("evidence"))
    }

private fun observationsOf(evidence: JsonElement?): List<Observation> {
    val links = ArrayList<Observation>()
    for (json in (evidence as? JsonArray)?.filterIsInstance<JsonObject>().orEmpty()) links += observationOf(json, links.lastOrNull())
    return links
}

/** One whose depth is not given stands beneath the one before it. */
private fun observationOf(
    json: JsonObject,
    before: Observation?,
): Observation {
    val link = json.text("link")?.ifBlank { null } ?: if (before == null) "cause" else "bystander"
    val depth =
        json
            .get("depth")
            .integer()
            ?.takeIf { it in DEPTHS }
            ?.toInt() ?: before?.let { it.depth + 1 } ?: 0
    val said = Observation(link, depth, json.flag("no_failure"), json.flag("classified"))
    val facts = failureOf(json).record
    // The keys of a failure have the same names here.
    for (key in Observation::class.java.declaredFields) {
        val fact = facts.javaClass.declaredFields.find { it.name == key.name && it.type == key.type } ?: continue
        fact.isAccessible = true
        key.isAccessible = true
        key.set(said, fact.get(facts))
    }
    return said
}

private fun JsonObject.flag(key: String) = (get(key) as? JsonPrimitive)?.takeIf { it.isBoolean }?.asBoolean == true

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
