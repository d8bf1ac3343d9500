package avatar.errors

import avatar.errors.ffi.RetryPolicy as NativePolicy

/**
 * How often and how long to try again. Where the native library does not load, nothing is tried
 * again.
 *
 * @property attempts how often to try in all, the first time included
 * @property baseMs the longest wait before the second try
 * @property factor what the longest wait grows by with every try
 * @property capMs the longest wait of all; `Retry-After` may ask for more
 * @property maxRetryAfterMs as much of a `Retry-After` as is waited
 * @property maxElapsedMs when the last try may begin, after the first
 * @throws IllegalArgumentException where a value cannot be
 */
public class RetryPolicy
    @JvmOverloads
    constructor(
        public val attempts: Int = 3,
        public val baseMs: Long = 500,
        public val factor: Double = 2.0,
        public val capMs: Long = 20_000,
        public val maxRetryAfterMs: Long = 60_000,
        public val maxElapsedMs: Long = 120_000,
    ) {
        /** `null` without the library: a program still runs its operations, once. */
        internal val native: NativePolicy? =
            Core.ifLoaded {
                allowed {
                    NativePolicy(
                        attempts.toDouble(),
                        baseMs.toDouble(),
                        factor,
                        capMs.toDouble(),
                        maxRetryAfterMs.toDouble(),
                        maxElapsedMs.toDouble(),
                    )
                }
            }

        /**
         * What to do after the try number [attempt] failed. Pure: the same inputs give the same
         * decision, to the millisecond, in every language. Every number is taken: one out of range
         * counts as the nearest.
         *
         * @param elapsedMs since the first try began
         * @param renewals how many tries were made because of `renewToken`
         * @param random from 0 to 1; spreads the waits
         * @param budget what is left of the [RetryBudget]
         * @throws IllegalStateException where the native library does not load
         */
        @JvmOverloads
        public fun decide(
            error: AvatarException,
            attempt: Int = 1,
            elapsedMs: Long = 0,
            renewals: Int = 0,
            random: Double = 1.0,
            budget: Int = RetryBudget.CAPACITY,
        ): RetryDecision =
            RetryDecision(
                Core.required {
                    checkNotNull(native).decide(
                        error.fields,
                        attempt.toDouble(),
                        elapsedMs.toDouble(),
                        renewals.toDouble(),
                        random,
                        budget.toDouble(),
                    )
                },
            )

        internal companion object {
            /** For everyone who brings none. */
            val DEFAULT = RetryPolicy()
        }
    }
