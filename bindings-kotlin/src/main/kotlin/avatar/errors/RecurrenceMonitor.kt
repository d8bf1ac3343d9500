package avatar.errors

import avatar.errors.adapters.guarded
import java.util.function.LongSupplier

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
 * @param clock gives milliseconds
 * @throws IllegalArgumentException where a value cannot be
 */
public class RecurrenceMonitor
    @JvmOverloads
    constructor(
        threshold: Int = 5,
        windowMs: Long = 300_000,
        coolDownMs: Long = 900_000,
        private val clock: LongSupplier = LongSupplier(System::currentTimeMillis),
    ) {
        private var state =
            if (Core.unavailable == null) {
                allowed {
                    Core.recurrenceMonitor("""{"threshold":$threshold,"window_ms":$windowMs,"cool_down_ms":$coolDownMs}""")
                }
            } else {
                ""
            }

        /** Counts a failure; gives what there is to tell, of other failures too. Never throws. */
        public fun record(error: AvatarException): List<RecurrenceEvent> = guarded { recur(error.toJson()) }.orEmpty()

        /** What there is to tell now. Call it every now and then: nothing else notices that a failure has stopped. */
        public fun check(): List<RecurrenceEvent> = guarded { recur("") }.orEmpty()

        @Synchronized
        private fun recur(error: String): List<RecurrenceEvent> {
            val recurred = Core.recur(state, error, clock.asLong)
            state = recurred.monitor
            return recurred.events.map(::RecurrenceEvent)
        }
    }
