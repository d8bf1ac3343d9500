@file:JvmName("ClassifyLines")

package avatar.errors

import com.google.gson.JsonObject
import com.google.gson.JsonParseException
import java.io.BufferedOutputStream
import java.io.FileDescriptor
import java.io.FileOutputStream
import java.nio.ByteBuffer
import java.nio.charset.CharacterCodingException

/**
 * Reads failures from standard input, one JSON object a line, and writes the canonical JSON of
 * each error; a line that is no JSON object gives nothing.
 */
fun main() {
    val output = BufferedOutputStream(FileOutputStream(FileDescriptor.out), 1 shl 16)
    output.use {
        for (line in lines(System.`in`.readBytes())) {
            val failure = read(line) ?: continue
            output.write(AvatarErrors.classify(failure).toJson().encodeToByteArray())
            output.write('\n'.code)
        }
    }
}

private fun read(line: ByteBuffer): Failure? =
    try {
        val text =
            Charsets.UTF_8
                .newDecoder()
                .decode(line)
                .toString()
        (parseJson(text.removePrefix("\uFEFF")) as? JsonObject)?.let(::failureOf)
    } catch (_: CharacterCodingException) {
        null
    } catch (_: JsonParseException) {
        null
    }

private fun lines(bytes: ByteArray): Sequence<ByteBuffer> =
    sequence {
        var start = 0
        while (start < bytes.size) {
            var end = start
            while (end < bytes.size && bytes[end] != '\n'.code.toByte()) end++
            yield(ByteBuffer.wrap(bytes, start, end - start))
            start = end + 1
        }
    }
