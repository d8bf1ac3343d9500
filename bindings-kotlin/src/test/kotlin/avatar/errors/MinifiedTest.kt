package avatar.errors

import com.sun.jna.Native
import org.jetbrains.annotations.NotNull
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.io.File
import java.util.jar.JarFile

private const val APP = "avatar.errors.MinifiedApp"

/** Shrinks an app with R8, which knows no rules but those in the jar, and runs what is left. */
class MinifiedTest {
    @TempDir
    lateinit var folder: File

    @Test
    fun `an app shrunk by R8 still classifies, reads, serializes and tries again`() {
        val library = location(AvatarErrors::class.java)
        val main = location(Class.forName(APP)).resolve("${APP.replace('.', '/')}.class")
        val app = main.parentFile.listFiles { it.name.startsWith(main.nameWithoutExtension) }.orEmpty()
        val rules =
            folder.resolve("app.pro").apply {
                writeText("-keep class $APP { public static void main(java.lang.String[]); }\n")
            }
        val shrunk = folder.resolve("shrunk.jar")
        java(
            location(Class.forName("com.android.tools.r8.R8")).path,
            "com.android.tools.r8.R8",
            "--release",
            "--classfile",
            "--lib",
            System.getProperty("java.home"),
            "--output",
            shrunk.path,
            "--pg-conf",
            rules.path,
            library.path,
            location(Native::class.java).path,
            location(Unit::class.java).path,
            location(NotNull::class.java).path,
            *app.map { it.path }.toTypedArray(),
        )
        val classes =
            JarFile(shrunk).use { jar ->
                jar
                    .entries()
                    .asSequence()
                    .map { it.name }
                    .toList()
            }
        assertEquals(false, classes.contains("avatar/errors/Core.class"), "R8 renamed nothing")
        assertEquals(
            listOf(
                "avatar.errors.AvatarException: creditsExhausted: Runtime or connect-time credits are exhausted " +
                    "(websocket_runtime, close 4001)",
                AvatarErrors
                    .classify(Failure(Phase.SESSION_TOKEN).httpStatus(503))
                    .problem()
                    .toJson(),
                "refused",
            ),
            java(shrunk.path, APP).lines().filter(String::isNotEmpty),
        )
    }

    private fun location(type: Class<*>) =
        File(
            type.protectionDomain.codeSource.location
                .toURI(),
        )

    /** What a program writes to standard output. */
    private fun java(
        classpath: String,
        vararg arguments: String,
    ): String {
        val errors = folder.resolve("errors.txt")
        val java = "${System.getProperty("java.home")}/bin/java"
        val process = ProcessBuilder(listOf(java, "-cp", classpath) + arguments).redirectError(errors).start()
        val output = process.inputStream.readBytes().decodeToString()
        assertEquals(0, process.waitFor(), errors.readText())
        return output
    }
}
