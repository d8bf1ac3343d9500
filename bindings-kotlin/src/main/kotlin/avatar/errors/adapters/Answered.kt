package avatar.errors.adapters

internal const val SWITCHING_PROTOCOLS = 101

/** A response, its body not yet read. */
internal class Answered(
    val status: Int,
    val headers: Map<String, List<String>>,
    val body: () -> Body?,
)
