package avatar.errors

import org.junit.jupiter.api.Assertions.assertEquals
import java.io.IOException
import java.io.UncheckedIOException
import java.net.ConnectException

/** An exception of a library with a secret in each of its texts, put together when a test runs. */
internal object Planted {
    private val secrets = (1..9).map { "Planted${it}Secret${"q7Xw".repeat(5)}$it" }

    /** Harmless words of each link. */
    val words = listOf("could not connect", "the upgrade", "second line", "the proxy", "not closed", "closing failed")

    /** The classes of the links. */
    val classes =
        listOf(UncheckedIOException(IOException()), ConnectException(), IllegalStateException(), IOException())
            .map { it.javaClass.name }

    fun exception(): Exception {
        val (token, password, key, cookie) = secrets
        val inner =
            IllegalStateException("the proxy\r\nProxy-Authorization: Bearer ${secrets[4]}\n\tat second line api_key=$key")
        val refused = ConnectException("could not connect to https://user:$password@host.example/v1?token=$token")
        refused.initCause(inner)
        val outer = UncheckedIOException("the upgrade, token=${secrets[5]}", IOException("Cookie: session_token=$cookie", refused))
        refused.addSuppressed(IOException("not closed: password=${secrets[6]}"))
        val closing = IOException("Authorization: Bearer ${secrets[8]}")
        outer.addSuppressed(IllegalStateException("closing failed, secret=${secrets[7]}", closing))
        return outer
    }

    /** What was printed has every class, the frames and the harmless words, and no secret. */
    fun check(printed: String) {
        assertEquals(emptyList<String>(), secrets.filter { it in printed }, printed)
        assertEquals(emptyList<String>(), words.filterNot { it in printed }, printed)
        assertEquals(emptyList<String>(), classes.filterNot { it in printed }, printed)
        assertEquals(true, "Planted.kt" in printed && "Planted" in printed, printed)
    }

    fun hides(printed: String) = assertEquals(emptyList<String>(), secrets.filter { it in printed }, printed)
}
