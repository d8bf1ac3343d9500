package avatar.errors

import com.google.gson.JsonElement
import com.google.gson.JsonObject
import com.google.gson.JsonParseException
import com.google.gson.JsonParser
import com.google.gson.JsonPrimitive
import com.google.gson.Strictness
import com.google.gson.stream.JsonReader
import com.google.gson.stream.JsonToken
import java.io.StringReader

private const val DEEPEST = 128

/** JSON with the contract's limit of nesting; the last of duplicate keys wins. Stricter modes refuse lone surrogates. */
internal fun parseJson(text: String): JsonElement {
    val reader = JsonReader(StringReader(text))
    reader.strictness = Strictness.LEGACY_STRICT
    reader.nestingLimit = DEEPEST
    val json = JsonParser.parseReader(reader)
    if (reader.peek() != JsonToken.END_DOCUMENT) throw JsonParseException("more than one value")
    return json
}

internal fun JsonElement.members(key: String): List<JsonElement> = asJsonObject.getAsJsonArray(key).toList()

/** The value of a string, `null` for anything else. */
internal fun JsonElement?.text(): String? = (this as? JsonPrimitive)?.takeIf { it.isString }?.asString

internal fun JsonObject.text(key: String): String? = get(key).text()
