package avatar.errors

import java.io.File

/** Files of the project that tests read. */
internal object Repository {
    private val root = File(System.getProperty("avatar.repository"))

    /** Where build.sh leaves what it makes. */
    val output: File get() = File(System.getProperty("avatar.output"))

    fun file(path: String): File = root.resolve(path)
}
