package avatar.errors

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The names of `uniffi.toml` and of the Cargo workspace against what was built. */
class NamesTest {
    @Test
    fun `the generated package is the configured one`() {
        val configured = setting(Repository.file("uniffi.toml").readText(), "package_name")
        val generated =
            Repository.output
                .resolve("generated")
                .walk()
                .filter { it.isFile }
                .toList()
        assertEquals(1, generated.size)
        assertTrue(generated.single().readLines().contains("package $configured"))
        assertEquals(configured, Class.forName("$configured.UniffiLib").packageName)
    }

    @Test
    fun `the version is that of the workspace`() {
        val version = setting(Repository.file("Cargo.toml").readText(), "version")
        val pom = Repository.file("bindings-kotlin/pom.xml").readText()
        assertEquals(version, Regex("<version>(.*?)</version>").find(pom)?.groupValues?.get(1))
    }

    private fun setting(
        toml: String,
        key: String,
    ) = Regex("(?m)^$key = \"(.*)\"").find(toml)?.groupValues?.get(1)
}
