package avatar.errors

import avatar.errors.ffi.Decision
import avatar.errors.ffi.ProblemDocument
import avatar.errors.ffi.Recurred
import avatar.errors.ffi.Surface
import avatar.errors.ffi.uniffiEnsureInitialized
import java.nio.ByteBuffer
import java.util.concurrent.atomic.AtomicReference
import avatar.errors.ffi.catalogJson as nativeCatalogJson
import avatar.errors.ffi.classify as nativeClassify
import avatar.errors.ffi.classifyLine as nativeClassifyLine
import avatar.errors.ffi.describe as nativeDescribe
import avatar.errors.ffi.fingerprint as nativeFingerprint
import avatar.errors.ffi.fromJson as nativeFromJson
import avatar.errors.ffi.logFields as nativeLogFields
import avatar.errors.ffi.logLine as nativeLogLine
import avatar.errors.ffi.problem as nativeProblem
import avatar.errors.ffi.recur as nativeRecur
import avatar.errors.ffi.recurrenceMonitor as nativeRecurrenceMonitor
import avatar.errors.ffi.retryDecision as nativeRetryDecision
import avatar.errors.ffi.retryPolicy as nativeRetryPolicy
import avatar.errors.ffi.surface as nativeSurface
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

    fun retryPolicy(policy: String): String = loaded { nativeRetryPolicy(policy) }

    fun retryDecision(
        policy: String,
        error: String,
        state: String,
    ): Decision = loaded { nativeRetryDecision(policy, error, state) }

    fun logLine(error: String): String = loaded { nativeLogLine(error) }

    /** Each value is a `String`, a `Long` or a `Boolean`. */
    fun logFields(error: String): Map<String, Any> =
        loaded { nativeLogFields(error) }.associateTo(LinkedHashMap()) { it.name to (it.text ?: it.number ?: it.flag ?: "") }

    fun surface(error: String): Surface = loaded { nativeSurface(error) }

    fun problem(error: String): ProblemDocument = loaded { nativeProblem(error) }

    fun recurrenceMonitor(policy: String): String = loaded { nativeRecurrenceMonitor(policy) }

    fun recur(
        monitor: String,
        error: String,
        nowMs: Long,
    ): Recurred = loaded { nativeRecur(monitor, error, nowMs) }

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
