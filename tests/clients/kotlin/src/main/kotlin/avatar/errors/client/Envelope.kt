package avatar.errors.client

import java.io.ByteArrayOutputStream
import java.io.IOException
import java.nio.ByteBuffer

/** What a client must know of the protobuf messages. */
internal object Envelope {
    private const val CONFIGURE_SESSION = 1
    private const val CONFIRM_SESSION = 2L
    private const val AUDIO_INPUT = 3
    const val SERVER_ERROR = 4L
    const val SERVER_RESPONSE_ANIMATION = 5L

    fun configureSession(): ByteArray = message(CONFIGURE_SESSION, 2, ByteArray(0))

    fun audioInput(audio: ByteArray): ByteArray = message(AUDIO_INPUT, 4, audio)

    /** The type of a message, `null` where it does not decode. */
    fun kind(frame: ByteArray): Long? = fields(frame)?.let { it[1] as? Long ?: 0 }

    /** The connection ID, empty where the frame is no good confirm-session. */
    fun connectionId(frame: ByteArray): String {
        val message = fields(frame).orEmpty()
        if (message[1] != CONFIRM_SESSION) return ""
        val payload = message[3] as? ByteArray ?: return ""
        val id = fields(payload)?.get(1) as? ByteArray ?: return ""
        return id.decodeToString()
    }

    private fun message(
        kind: Int,
        field: Int,
        payload: ByteArray,
    ): ByteArray {
        val bytes = ByteArrayOutputStream()
        bytes.write(byteArrayOf(8, kind.toByte(), (field shl 3 or 2).toByte()))
        var length = payload.size
        while (length > 0x7F) {
            bytes.write(length and 0x7F or 0x80)
            length = length ushr 7
        }
        bytes.write(length)
        bytes.write(payload)
        return bytes.toByteArray()
    }

    private fun fields(message: ByteArray): Map<Int, Any>? =
        try {
            val bytes = ByteBuffer.wrap(message)
            buildMap {
                while (bytes.hasRemaining()) {
                    val key = varint(bytes).toInt()
                    if (key ushr 3 == 0) throw IOException("field 0")
                    put(key ushr 3, value(key and 7, bytes))
                }
            }
        } catch (_: IOException) {
            null
        }

    private fun value(
        wireType: Int,
        bytes: ByteBuffer,
    ): Any {
        if (wireType == 0) return varint(bytes)
        val length =
            when (wireType) {
                1 -> Long.SIZE_BYTES.toLong()
                2 -> varint(bytes)
                5 -> Int.SIZE_BYTES.toLong()
                else -> -1
            }
        if (length !in 0..bytes.remaining()) throw IOException("a field is broken")
        return ByteArray(length.toInt()).also(bytes::get)
    }

    private fun varint(bytes: ByteBuffer): Long {
        var number = 0L
        for (shift in 0..63 step 7) {
            if (!bytes.hasRemaining()) break
            val byte = bytes.get().toLong()
            number = number or (byte and 0x7F shl shift)
            if (byte >= 0) return number
        }
        throw IOException("a varint is broken")
    }
}
