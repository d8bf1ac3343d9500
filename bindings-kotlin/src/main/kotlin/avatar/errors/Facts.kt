package avatar.errors

/** Facts as the core reads them; `core/src/packed.rs` has the layout. */
internal class Facts {
    var packed = ByteArray(256)
        private set
    var size = 0
        private set

    fun text(
        key: Int,
        text: String,
    ) = bytes(key, text.wellFormed().encodeToByteArray())

    fun bytes(
        key: Int,
        bytes: ByteArray,
    ) {
        field(key, bytes.size)
        put(bytes)
    }

    fun number(
        key: Int,
        number: Long,
    ) {
        field(key, Long.SIZE_BYTES)
        int((number ushr 32).toInt())
        int(number.toInt())
    }

    fun header(
        name: String,
        value: String,
    ) {
        val nameBytes = name.wellFormed().encodeToByteArray()
        val valueBytes = value.wellFormed().encodeToByteArray()
        field(3, Int.SIZE_BYTES + nameBytes.size + valueBytes.size)
        int(nameBytes.size)
        put(nameBytes)
        put(valueBytes)
    }

    private fun field(
        key: Int,
        length: Int,
    ) {
        reserve(1 + Int.SIZE_BYTES + length)
        packed[size++] = key.toByte()
        int(length)
    }

    private fun int(number: Int) {
        packed[size] = (number ushr 24).toByte()
        packed[size + 1] = (number ushr 16).toByte()
        packed[size + 2] = (number ushr 8).toByte()
        packed[size + 3] = number.toByte()
        size += Int.SIZE_BYTES
    }

    private fun put(bytes: ByteArray) {
        bytes.copyInto(packed, size)
        size += bytes.size
    }

    private fun reserve(more: Int) {
        val needed = Math.addExact(size, more)
        if (needed > packed.size) packed = packed.copyOf(maxOf(needed, size + size))
    }
}
