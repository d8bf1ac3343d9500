package avatar.errors

import java.io.InvalidObjectException
import java.io.ObjectInputStream
import java.io.Serializable
import java.nio.ByteBuffer

/** An error as the core gives it, its fields read when asked for; `core/src/packed.rs` has the layout. */
internal class Answer(
    val packed: ByteArray,
) : Serializable {
    val retryable: Boolean get() = packed[FLAGS].toInt() and 1 != 0
    val alert: Boolean get() = packed[FLAGS].toInt() and 2 != 0
    val httpStatus: Int? get() = (bytes().getShort(HTTP_STATUS).toInt() and 0xFFFF).takeIf { it != 0 }
    val closeCode: Int? get() = bytes().getInt(CLOSE_CODE).takeIf { it >= 0 }
    val retryAfterMs: Long? get() = bytes().getLong(RETRY_AFTER).takeIf { it >= 0 }

    fun text(which: Text): String? {
        val length = length(which.ordinal)
        if (length < 0) return null
        var start = TEXTS
        for (before in 0 until which.ordinal) start += maxOf(length(before), 0)
        return String(packed, start, length, Charsets.UTF_8)
    }

    private fun length(which: Int) = bytes().getInt(LENGTHS + Int.SIZE_BYTES * which)

    private fun bytes() = ByteBuffer.wrap(packed)

    private fun isWhole(): Boolean {
        if (packed.size < TEXTS || packed[0] != VERSION) return false
        val lengths = Text.entries.map { length(it.ordinal) }
        val required = listOf(Text.CODE, Text.PHASE, Text.MESSAGE, Text.RECOVERY, Text.RULE)
        return required.all { lengths[it.ordinal] >= 0 } &&
            lengths.sumOf { maxOf(it, 0).toLong() } == (packed.size - TEXTS).toLong()
    }

    private fun readObject(stream: ObjectInputStream) {
        stream.defaultReadObject()
        @Suppress("SENSELESS_COMPARISON") // a forged stream may hold null
        if (packed == null || !isWhole()) throw InvalidObjectException("not an error of this version of avatar-errors")
    }

    /** The texts, in their order. */
    enum class Text {
        CODE,
        PHASE,
        MESSAGE,
        SERVER_CODE,
        SERVER_TITLE,
        SERVER_DETAIL,
        CONNECTION_ID,
        REQ_ID,
        CLOSE_REASON,
        RECOVERY,
        RULE,
        RAW_BODY,
    }

    companion object {
        private const val serialVersionUID = 1L
        private const val VERSION: Byte = 1
        private const val FLAGS = 1
        private const val HTTP_STATUS = 2
        private const val CLOSE_CODE = 4
        private const val RETRY_AFTER = 8
        private const val LENGTHS = 16
        private val TEXTS = LENGTHS + Int.SIZE_BYTES * Text.entries.size

        /** The answer where the core cannot be asked. */
        fun unclassified(
            phase: Phase,
            reason: String,
        ): Answer {
            val texts =
                mapOf(
                    Text.CODE to ErrorCode.UNKNOWN.value,
                    Text.PHASE to phase.value,
                    Text.MESSAGE to "$reason ($phase)",
                    Text.RECOVERY to Recovery.REPORT.value,
                    Text.RULE to "fallback.unknown",
                ).mapValues { it.value.encodeToByteArray() }
            val packed = ByteBuffer.allocate(TEXTS + texts.values.sumOf { it.size })
            packed
                .put(VERSION)
                .put(0)
                .putShort(0)
                .putInt(-1)
                .putLong(-1)
            Text.entries.forEach { packed.putInt(texts[it]?.size ?: -1) }
            Text.entries.forEach { text -> texts[text]?.let(packed::put) }
            return Answer(packed.array())
        }
    }
}
