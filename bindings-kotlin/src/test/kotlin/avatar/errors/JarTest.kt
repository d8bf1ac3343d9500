package avatar.errors

import com.sun.jna.Platform
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.File
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.util.jar.JarFile

private const val PAGE = 16L * 1024

/** Runs on the jar as it is shipped. */
class JarTest {
    private val jar =
        JarFile(
            File(
                AvatarErrors::class.java.protectionDomain.codeSource.location
                    .toURI(),
            ),
        )

    @Test
    fun `the jar classifies with the library inside`() {
        assertEquals(ErrorCode.IDLE_TIMEOUT, AvatarErrors.classify(Failure().serverCode("idleTimeout")).code)
        assertTrue(jar.size() > 0 && library().isNotEmpty())
    }

    @Test
    fun `the rules for R8 are where it looks, and keep what JNA needs`() {
        val rules = read("META-INF/proguard/consumer-rules.pro").decodeToString().lines()
        for (rule in listOf(
            "-keep class com.sun.jna.** { *; }",
            "-keep class * implements com.sun.jna.** { *; }",
            "-keep class avatar.errors.ffi.** { *; }",
            "-dontwarn java.awt.**",
        )) {
            assertTrue(rules.contains(rule), rule)
        }
    }

    @Test
    fun `the library loads where memory comes in pages of 16 KB`() {
        if (!Platform.isLinux()) return
        val elf = ByteBuffer.wrap(library()).order(ByteOrder.LITTLE_ENDIAN)
        val headers = elf.getLong(32).toInt()
        val size = elf.getShort(54).toInt()
        val loads = (0 until elf.getShort(56)).map { headers + it * size }.filter { elf.getInt(it) == 1 }
        assertTrue(loads.size > 1)
        loads.forEach { assertEquals(0L, elf.getLong(it + 48) % PAGE) }
    }

    private fun library() = read("${Platform.RESOURCE_PREFIX}/${System.mapLibraryName("avatar_errors_uniffi")}")

    private fun read(name: String): ByteArray = jar.getInputStream(jar.getEntry(name)).use { it.readBytes() }
}
