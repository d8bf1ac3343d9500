package avatar.errors.client

import avatar.errors.Phase
import com.google.gson.JsonElement
import com.google.gson.JsonObject

/** The client's side of an entry of the scenario list, or of the drill list. */
internal class Scenario(
    entry: JsonObject,
    list: JsonObject,
    addresses: JsonObject,
    private val path: String = "s/${entry.get("name").asString}",
) {
    val name: String = entry.get("name").asString
    val console: String = address(entry, "console", addresses)
    val ingress: String = address(entry, "ingress", addresses)

    private val options =
        list.getAsJsonObject("client").deepCopy().apply {
            entry.getAsJsonObject("client")?.entrySet()?.forEach { (name, value) -> add(name, value) }
        }
    val apiKey: String = option("api_key").asString
    val appId: String = option("app_id").asString
    val avatarId: String = option("avatar_id").asString
    val credentialsInQuery: Boolean = option("credentials").asString == "query"
    val audioFrames: Int = option("audio_frames").asInt
    val audioBytes: Int = option("audio_bytes").asInt

    fun timeoutMs(phase: Phase): Long = (option("timeouts_ms").asJsonObject.get(phase.value) ?: option("timeout_ms")).asLong

    private fun option(name: String): JsonElement = options.get(name)

    private fun address(
        entry: JsonObject,
        key: String,
        addresses: JsonObject,
    ): String {
        val place = entry.get(key)?.asString ?: "plain"
        return "${addresses.get(place).asString}/$path"
    }
}
