package avatar.errors

private const val REPLACEMENT = '\uFFFD'

/** The text with U+FFFD for each lone surrogate, which UTF-8 cannot spell. */
internal fun String.wellFormed(): String {
    // There and back again is two vectorised passes; looking at every character is not.
    if (String(encodeToByteArray()) == this) return this
    val whole = StringBuilder(this)
    var at = 0
    while (at < whole.length) {
        val paired = whole[at].isHighSurrogate() && at + 1 < whole.length && whole[at + 1].isLowSurrogate()
        if (!paired && whole[at].isSurrogate()) whole[at] = REPLACEMENT
        at += if (paired) 2 else 1
    }
    return whole.toString()
}
