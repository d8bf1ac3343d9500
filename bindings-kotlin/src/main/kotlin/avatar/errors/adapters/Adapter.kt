package avatar.errors.adapters

import avatar.errors.Phase
import avatar.errors.ffi.Observation

/** Reads exceptions and responses of one library, whose classes may be missing: every call is guarded. */
internal interface Adapter {
    /** Writes down what an exception says by itself; `false` where it is none of this library's. */
    fun observe(
        thrown: Throwable,
        phase: Phase,
        said: Observation,
    ): Boolean

    /** The object read, if it is a response of this library. */
    fun answered(response: Any): Answered? = null

    /** The response that an exception carries. */
    fun response(thrown: Throwable): Any? = null
}

/** The more special first: libraries throw the JDK's exceptions with words of their own. */
private val adapters: List<Adapter> = listOf(Ours, Cancellation, OkHttp, JavaHttp, Protobuf, Tls, Sockets)

/** What an exception says by itself. */
internal fun observe(
    thrown: Throwable,
    phase: Phase,
    said: Observation,
): Observation {
    adapters.firstOrNull { guarded { it.observe(thrown, phase, said) } == true }
    return said
}

/** The response that an object is. */
internal fun answeredBy(response: Any?): Answered? =
    response?.let { adapters.firstNotNullOfOrNull { adapter -> guarded { adapter.answered(it) } } }

/** The response that an exception carries. */
internal fun answeredIn(thrown: Throwable): Answered? =
    answeredBy(adapters.firstNotNullOfOrNull { adapter -> guarded { adapter.response(thrown) } })
