package avatar.errors

import avatar.errors.adapters.guarded
import java.util.function.LongSupplier
import avatar.errors.ffi.RecurrenceEvent as NativeEvent
import avatar.errors.ffi.RecurrenceMonitor as NativeMonitor

/**
 * Says when an alerting failure recurs: once, then quiet for a cool-down, then when it has cleared.
 * Counts `upstreamError`, `serverError` and `protocolError` by their fingerprint, in bounded memory.
 * May be shared by threads. Where the native library does not load, there is nothing to tell.
 *
 * ```
 * for (event in monitor.record(error)) page(event.event, event.fingerprint)
 * ```
 *
 * @param threshold how many make an alert, 1–100
 * @param windowMs the sliding window in which they count
 * @param coolDownMs how long after an alert there is none of the same failure
 * @param clock gives milliseconds; without one it is Unix time that nobody can set
 * @throws IllegalArgumentException where a value cannot be
 */
public class RecurrenceMonitor
    @JvmOverloads
    constructor(
        threshold: Int = 5,
        windowMs: Long = 300_000,
        coolDownMs: Long = 900_000,
        private val clock: LongSupplier? = null,
    ) {
        private val native =
            Core.ifLoaded { allowed { NativeMonitor(threshold.toDouble(), windowMs.toDouble(), coolDownMs.toDouble()) } }

        /** Counts a failure; gives what there is to tell, of other failures too. Never throws. */
        public fun record(error: AvatarException): List<RecurrenceEvent> =
            tell { nowMs -> if (nowMs == null) record(error.fields) else recordAt(error.fields, nowMs) }

        /** What there is to tell now. Call it every now and then: nothing else notices that a failure has stopped. */
        public fun check(): List<RecurrenceEvent> = tell { nowMs -> if (nowMs == null) check() else checkAt(nowMs) }

        private inline fun tell(ask: NativeMonitor.(Double?) -> List<NativeEvent>): List<RecurrenceEvent> {
            // A clock that fails tells no time, which the core takes as the latest known.
            val nowMs = clock?.let { guarded { it.asLong.toDouble() } ?: Double.NaN }
            return native?.ask(nowMs).orEmpty().map(::RecurrenceEvent)
        }
    }
