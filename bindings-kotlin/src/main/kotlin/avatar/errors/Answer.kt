package avatar.errors

import avatar.errors.ffi.Fields
import avatar.errors.ffi.given as nativeGiven

/** What the core says of a failure: what an exception of an SDK's own class is made of. */
public class Answer internal constructor(
    internal val fields: Fields,
    internal val native: Throwable?,
) {
    public companion object {
        /**
         * That of a caller who has decided on the code already; the recovery and all else are as
         * ever. Never throws.
         */
        @JvmStatic
        @JvmOverloads
        public fun given(
            code: ErrorCode,
            message: String,
            failure: Failure = Failure(),
            cause: Throwable? = null,
        ): Answer = of(failure, cause) { nativeGiven(code.value.wellFormed(), message.wellFormed(), failure.record) }

        internal fun of(
            failure: Failure,
            cause: Throwable?,
        ): Answer = of(failure, cause) { Core.classify(failure.record) }

        private inline fun of(
            failure: Failure,
            cause: Throwable?,
            fields: () -> Fields,
        ): Answer {
            val unavailable = Core.unavailable ?: return Answer(fields(), cause)
            return Answer(WithoutCore.fields(failure.phase, unavailable), cause ?: unavailable)
        }
    }
}
