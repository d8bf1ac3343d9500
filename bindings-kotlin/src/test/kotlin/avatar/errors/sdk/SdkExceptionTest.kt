package avatar.errors.sdk

import avatar.errors.AvatarErrors
import avatar.errors.AvatarException
import avatar.errors.ErrorCode
import avatar.errors.Failure
import avatar.errors.Phase
import avatar.errors.Recovery
import avatar.errors.Repository
import avatar.errors.RetryBudget
import avatar.errors.RetryPolicy
import avatar.errors.reclassified
import avatar.errors.retryBlocking
import avatar.errors.withIds
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.ObjectInputStream
import java.io.ObjectOutputStream
import java.net.SocketException
import java.util.concurrent.CancellationException

private const val NAME = "avatar.errors.sdk.SdkException"

/** An SDK's own class has all that the library's has. */
class SdkExceptionTest {
    private val reset = SocketException("Connection reset")

    @Test
    fun `every way to make an error makes one of the class`() {
        val failure = Failure(Phase.SESSION_TOKEN).httpStatus(401)
        val errors: List<Pair<SdkException, AvatarException>> =
            listOf(
                SdkException.classify(failure, reset) to AvatarErrors.classify(failure, reset),
                SdkException.classify(Phase.SESSION_TOKEN) { httpStatus(401) } to AvatarErrors.classify(failure),
                SdkException.given(ErrorCode.IDLE_TIMEOUT, "idle") to AvatarErrors.given(ErrorCode.IDLE_TIMEOUT, "idle"),
                SdkException(ErrorCode.IDLE_TIMEOUT, "idle") to AvatarErrors.given(ErrorCode.IDLE_TIMEOUT, "idle"),
                SdkException.from(reset, Phase.WEBSOCKET_RUNTIME) to AvatarException.from(reset, Phase.WEBSOCKET_RUNTIME),
                SdkException.tryFrom(reset)!! to AvatarException.tryFrom(reset)!!,
                SdkException.from("no response", Phase.SESSION_TOKEN) to AvatarException.from("no response", Phase.SESSION_TOKEN),
                SdkException.fromClose(4001, null, Phase.WEBSOCKET_RUNTIME) to
                    AvatarException.fromClose(4001, null, Phase.WEBSOCKET_RUNTIME),
                AvatarErrors.classify(failure).toJson().let { SdkException.fromJson(it) to AvatarException.fromJson(it) },
            )
        for ((own, ours) in errors) {
            assertSame(SdkException::class.java, own.javaClass)
            assertEquals(ours.toJson(), own.toJson())
            assertSame(ours.native, own.native)
            assertEquals("$NAME: ${own.code}: ${own.message}", own.toString())
            assertEquals(own.toString(), own.stackTraceToString().lines().first())
            assertEquals(ours.describe(), own.describe())
        }
        assertEquals(9, errors.size)
    }

    @Test
    fun `an error that is one already stays, and another becomes one`() {
        val own = SdkException.from(reset, Phase.WEBSOCKET_RUNTIME)
        assertSame(own, SdkException.from(IOException("an interceptor's", own), Phase.SESSION_TOKEN))
        assertSame(own, AvatarException.from(own, Phase.SESSION_TOKEN))
        val ours = AvatarErrors.classify(Failure(Phase.SESSION_TOKEN).httpStatus(401))
        val adopted = SdkException.from(ours, Phase.WEBSOCKET_CONNECT)
        assertEquals(ours.toJson(), adopted.toJson())
        assertSame(ours, adopted.cause)
    }

    @Test
    fun `what an error is asked is said in its name`() {
        val error = SdkException.classify(Failure(Phase.SESSION_TOKEN).httpStatus(429).header("Retry-After", "7"))
        assertEquals("https://sdk.example/errors#concurrencyLimit", error.docUrl)
        assertTrue(error.problem().toJson().contains("\"type\":\"https://sdk.example/errors#concurrencyLimit\""))
        assertFalse(AvatarErrors.classify(Failure()).docUrl.startsWith("https://sdk.example"))
        val thrown =
            assertThrows(SdkException::class.java) {
                retryBlocking(RetryPolicy(attempts = 2, baseMs = 0, maxRetryAfterMs = 1), RetryBudget()) { throw error }
            }
        assertSame(error, thrown)
    }

    @Test
    fun `IDs that become known later are in a copy that is the same else`() {
        val error = SdkException.from(reset, Phase.WEBSOCKET_RUNTIME, connectionId = "c-1").apply { avatarId = "a-1" }
        val known: SdkException = error.withIds(reqId = "r 1")
        assertEquals(listOf("c-1", "r_1", "a-1"), listOf(known.connectionId, known.reqId, known.avatarId))
        assertEquals("r_1", known.logFields()["req_id"])
        assertTrue(known.toJson().contains("\"req_id\":\"r_1\"") && known.describe().contains("req_id=r_1"))
        assertNull(error.reqId)
        assertSame(error.native, known.native)
        assertEquals("java.net.SocketException: Connection reset", known.cause?.message)
        assertArrayEquals(error.stackTrace, known.stackTrace)
        assertSame(error, error.withIds())
        assertEquals("$NAME: ${error.code}: ${error.message}", known.toString())
        val answered = SdkException.classify(Failure(Phase.SESSION_TOKEN).httpStatus(500).body("{\"detail\":\"down\"}"))
        assertEquals(answered.rawBody to "c-2", answered.withIds("c-2").run { rawBody to connectionId })
    }

    @Test
    fun `a code that was given is judged by its facts`() {
        val facts = Failure(Phase.WEBSOCKET_RUNTIME).closeCode(4001)
        val given = SdkException.given(ErrorCode.CONNECTION_FAILED, "closed", facts, reset).apply { avatarId = "a-1" }
        assertEquals("given" to Recovery.RETRY, given.rule to given.recovery)
        val judged: SdkException = given.reclassified()
        assertEquals(ErrorCode.CREDITS_EXHAUSTED to Recovery.SURFACE, judged.code to judged.recovery)
        assertEquals("a-1" to reset, judged.avatarId to judged.native)
        assertEquals(judged.toJson(), SdkException.from(given).toJson())
        assertEquals(judged.problem().toJson(), given.problem().toJson())
        assertFalse(RetryPolicy().decide(given).retry)
        val alone = SdkException(ErrorCode.CREDITS_EXHAUSTED, "no credits")
        assertSame(alone, alone.reclassified())
        assertSame(judged, judged.reclassified())
    }

    @Test
    fun `a class of its own is serialized with its properties`() {
        val error = SdkException.from(reset, Phase.WEBSOCKET_RUNTIME).apply { avatarId = "a-1" }
        val bytes = ByteArrayOutputStream().also { ObjectOutputStream(it).writeObject(error) }.toByteArray()
        val read = ObjectInputStream(ByteArrayInputStream(bytes)).readObject() as SdkException
        assertEquals(error.toJson() to "a-1", read.toJson() to read.avatarId)
        assertEquals("java.net.SocketException: Connection reset", read.withIds("c-1").cause?.message)
    }

    @Test
    fun `a cancellation gives nothing where it is not to be thrown`() {
        val cancelled = CancellationException()
        assertNull(SdkException.tryFrom(cancelled, Phase.SESSION_TOKEN))
        assertNull(AvatarException.tryFrom(SocketException("Socket closed"), Phase.WEBSOCKET_RUNTIME))
        assertSame(cancelled, assertThrows(CancellationException::class.java) { SdkException.from(cancelled) })
        assertNull(SdkException.tryFrom(InterruptedException()))
        assertTrue(Thread.interrupted(), "the thread is told")
    }

    @Test
    fun `a prefix and a fallback say what the caller knows`() {
        val unknown = IllegalStateException("no idea")
        val error = SdkException.from(unknown, Phase.SESSION_TOKEN, prefix = "joining", fallback = "transport")
        assertEquals("joining: no idea (session_token)" to ErrorCode.CONNECTION_FAILED, error.message to error.code)
        val violation = AvatarException.tryFrom(unknown, Phase.WEBSOCKET_RUNTIME, fallback = "protocol")
        assertEquals(ErrorCode.PROTOCOL_ERROR to "fallback.protocol", violation?.run { code to rule })
        assertEquals("fallback.unknown", SdkException.from(unknown, fallback = "magic").rule)
        assertEquals(Phase.UNKNOWN, SdkException.from(unknown).phase)
    }

    @Test
    fun `the README's examples are those of these files`() {
        val files =
            listOf(
                "SdkException.kt",
                "SdkReadmeTest.kt",
            ).map { Repository.file("bindings-kotlin/src/test/kotlin/avatar/errors/sdk/$it") }
        val source = files.joinToString("\n") { plain(it.readText()) }
        val examples =
            Repository
                .file("bindings-kotlin/README.md")
                .readText()
                .split("```kotlin\n")
                .drop(1)
        for (example in examples) assertTrue(source.contains(plain(example.substringBefore("```"))), example)
        assertEquals(3, examples.size)
    }

    private fun plain(text: String) =
        text
            .lines()
            .map { it.trim() }
            .filter { it.isNotEmpty() && !it.startsWith("import ") }
            .joinToString("\n")
}
