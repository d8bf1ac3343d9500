package avatar.errors

/** What to do about a failure; open as [ErrorCode] is. */
public class Recovery private constructor(
    value: String,
) : Word(value) {
    override fun listed(): Word? = LISTED[value]

    public companion object {
        private const val serialVersionUID = 1L
        private val LISTED = LinkedHashMap<String, Recovery>()

        private fun list(value: String) = Recovery(value).also { LISTED[value] = it }

        /** Transient: try again with backoff. */
        @JvmField
        public val RETRY: Recovery = list("retry")

        /** Get a new session token, then connect again. */
        @JvmField
        public val RENEW_TOKEN: Recovery = list("renewToken")

        /** An operator must act: configuration, credentials, billing. */
        @JvmField
        public val SURFACE: Recovery = list("surface")

        /** Unclassified or a defect: log it. */
        @JvmField
        public val REPORT: Recovery = list("report")

        /** Every recovery that this version lists. */
        @JvmStatic
        public fun all(): List<Recovery> = LISTED.values.toList()

        /** The recovery of that spelling, listed or not. */
        @JvmStatic
        public fun of(value: String): Recovery = LISTED[value] ?: Recovery(value)
    }
}
