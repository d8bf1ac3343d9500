package avatar.errors

import avatar.errors.adapters.guarded
import avatar.errors.adapters.textOf
import avatar.errors.ffi.redacted

/** As long as a body may be of which an error is made. */
private const val MOST_TEXT = 64 * 1024
private const val LONGEST_NAME = 256

/** What an exception is printed as: its class, and its text as the core lets it out. */
internal fun lineOf(thrown: Throwable): String {
    val name = nameOf(thrown.javaClass)
    val text = clean(textOf(thrown))
    return if (text.isEmpty()) name else "$name: $text"
}

/** A class may be called anything but what its file cannot be. */
private fun nameOf(type: Class<*>): String =
    type.name
        .take(LONGEST_NAME)
        .map { if (it.isLetterOrDigit() || it in "_$./-") it else '_' }
        .joinToString("")

/** Nothing of the text where the core cannot be asked. */
private fun clean(text: String): String = guarded { Core.ifLoaded { redacted(cut(text).wellFormed()) } }.orEmpty()

/** Without the word that is cut: of half a secret nobody knows that it is one. */
private fun cut(text: String): String {
    if (text.length <= MOST_TEXT) return text
    val end = (MOST_TEXT downTo 1).firstOrNull { text[it].isWhitespace() } ?: MOST_TEXT
    return text.substring(0, end)
}
