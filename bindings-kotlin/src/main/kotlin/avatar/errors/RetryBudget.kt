package avatar.errors

import avatar.errors.ffi.RetryBudget as NativeBudget

/**
 * Stops retry storms: tries that fail empty it, successes fill it, and where it is empty nothing is
 * tried again. Never holds up a first try. May be shared by threads.
 *
 * The figures are those of the AWS SDKs: it holds 500, a retry takes 14, of what the service
 * throttles 5; a success gives back what its last retry took, one at the first try 1.
 *
 * @throws IllegalArgumentException for a capacity below 0
 */
public class RetryBudget
    @JvmOverloads
    constructor(
        private val capacity: Int = CAPACITY,
    ) {
        init {
            require(capacity >= 0) { "capacity must be 0 or more" }
        }

        internal val native: NativeBudget? = Core.ifLoaded { NativeBudget(capacity) }

        /** What is left of it. */
        public val left: Int get() = native?.left() ?: capacity

        /** Takes the cost of a retry; `false`, and takes nothing, where less is left. */
        public fun take(cost: Int): Boolean = native?.take(cost) ?: false

        /** Gives back after a success what its last retry took, 0 where there was none. */
        public fun refund(cost: Int) {
            native?.refund(cost)
        }

        public companion object {
            internal const val CAPACITY = 500

            /** Of the whole process, for everyone who brings none: that of one operation would stop no storm. */
            @JvmField
            public val SHARED: RetryBudget = RetryBudget()
        }
    }
