package avatar.errors

import avatar.errors.ffi.Catalog
import avatar.errors.ffi.FfiConverterTypeFailure
import avatar.errors.ffi.Fields
import avatar.errors.ffi.Refused
import avatar.errors.ffi.catalog
import avatar.errors.ffi.uniffiEnsureInitialized
import java.nio.ByteBuffer
import java.util.concurrent.atomic.AtomicReference
import avatar.errors.ffi.Failure as Record
import avatar.errors.ffi.classify as nativeClassify

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

    /** What is said of an error by its words alone. */
    val catalog: Catalog by lazy { catalog() }

    /** Written where the core reads it without a copy of its own: a third of the time of a call is to get that copy's memory. */
    fun classify(failure: Record): Fields {
        val size = FfiConverterTypeFailure.allocationSize(failure).toInt()
        val kept = spare.getAndSet(null)
        val buffer =
            if (kept != null && kept.capacity() >= size) {
                kept.clear()
            } else {
                ByteBuffer.allocateDirect(maxOf(size, SMALLEST))
            }
        FfiConverterTypeFailure.write(failure, buffer)
        try {
            return nativeClassify(buffer.flip())
        } finally {
            if (buffer.capacity() <= LARGEST_KEPT) spare.set(buffer)
        }
    }

    /** What the core says; `null` where it did not load. */
    inline fun <T : Any> ifLoaded(call: () -> T): T? = if (unavailable == null) call() else null

    /** What the core says; throws where it did not load. */
    inline fun <T> required(call: () -> T): T {
        if (unavailable != null) throw IllegalStateException(explain(unavailable), unavailable)
        return call()
    }

    fun explain(reason: Throwable): String = "The native library of avatar-errors did not load: ${reason.message ?: reason.javaClass.name}"
}

/** A value that the core refuses is an argument that a program should not have given. */
internal inline fun <T> allowed(call: () -> T): T =
    try {
        call()
    } catch (refused: Refused) {
        throw IllegalArgumentException(refused.message, refused)
    }
