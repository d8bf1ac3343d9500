package avatar.errors

import avatar.errors.ffi.uniffiEnsureInitialized
import java.nio.ByteBuffer
import java.util.concurrent.atomic.AtomicReference
import avatar.errors.ffi.catalogJson as nativeCatalogJson
import avatar.errors.ffi.classify as nativeClassify
import avatar.errors.ffi.classifyLine as nativeClassifyLine
import avatar.errors.ffi.describe as nativeDescribe
import avatar.errors.ffi.fingerprint as nativeFingerprint
import avatar.errors.ffi.fromJson as nativeFromJson
import avatar.errors.ffi.toJson as nativeToJson

/** The Rust core, behind the generated functions. */
internal object Core {
    private const val SMALLEST = 4096
    private const val LARGEST_KEPT = 1 shl 16

    /** Direct memory is slow to get; one buffer serves almost always, as failures are rare. */
    private val spare = AtomicReference<ByteBuffer?>()

    /** Why the native library cannot be used, if it cannot. */
    val unavailable: Throwable? =
        try {
            uniffiEnsureInitialized()
            null
        } catch (reason: LinkageError) {
            reason
        } catch (reason: RuntimeException) {
            reason
        }

    fun classify(facts: Facts): Answer = Answer(lend(facts.packed, facts.size, ::nativeClassify))

    fun classifyLine(failure: String): Answer? = nativeClassifyLine(failure.wellFormed())?.let(::Answer)

    fun fromJson(json: String): Answer = Answer(loaded { nativeFromJson(json.wellFormed()) })

    fun toJson(answer: Answer): String = loaded { lend(answer, ::nativeToJson) }

    fun describe(answer: Answer): String = loaded { lend(answer, ::nativeDescribe) }

    fun fingerprint(answer: Answer): List<String> = loaded { lend(answer, ::nativeFingerprint) }

    fun catalogJson(): String = loaded { nativeCatalogJson() }

    private inline fun <T> loaded(call: () -> T): T {
        if (unavailable != null) throw IllegalStateException(explain(unavailable), unavailable)
        return call()
    }

    fun explain(reason: Throwable): String = "The native library of avatar-errors did not load: ${reason.message ?: reason.javaClass.name}"

    private inline fun <T> lend(
        answer: Answer,
        call: (ByteBuffer) -> T,
    ): T = lend(answer.packed, answer.packed.size, call)

    /** Calls with the bytes in direct memory, where the core reads them without a copy of its own. */
    private inline fun <T> lend(
        bytes: ByteArray,
        size: Int,
        call: (ByteBuffer) -> T,
    ): T {
        val kept = spare.getAndSet(null)
        val buffer =
            if (kept != null && kept.capacity() >= size) {
                kept.clear()
            } else {
                ByteBuffer.allocateDirect(maxOf(size, SMALLEST))
            }
        buffer.put(bytes, 0, size).flip()
        try {
            return call(buffer)
        } finally {
            if (buffer.capacity() <= LARGEST_KEPT) spare.set(buffer)
        }
    }
}
