package avatar.errors

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.cancel
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource
import java.io.IOException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import kotlin.concurrent.thread
import kotlin.time.Duration.Companion.seconds

/** Less than the waits that end early, and more than any machine needs for that. */
private const val WAIT_S = 20L
private const val MOMENT_MS = 100L
private const val NANOS = 1_000_000

class RetryTest {
    enum class Way { BLOCKING, SUSPENDING }

    private val quick = RetryPolicy(baseMs = 1)
    private val slow = RetryPolicy()
    private val budget = RetryBudget()

    private fun <T> Way.run(
        policy: RetryPolicy = quick,
        budget: RetryBudget = this@RetryTest.budget,
        onRetry: OnRetry? = null,
        operation: (Attempt) -> T,
    ): T =
        when (this) {
            Way.BLOCKING -> retryBlocking(policy, budget, onRetry, operation)
            Way.SUSPENDING -> runBlocking { retry(policy, budget, onRetry) { operation(it) } }
        }

    private fun transient(phase: Phase = Phase.WEBSOCKET_CONNECT) = AvatarErrors.classify(Failure(phase).httpStatus(503))

    private fun expired() = AvatarErrors.classify(Failure(Phase.WEBSOCKET_CONNECT).serverCode("sessionTokenExpired"))

    private fun throttled(seconds: Int) =
        AvatarErrors.classify(Failure(Phase.SESSION_TOKEN).httpStatus(429).header("Retry-After", "$seconds"))

    @ParameterizedTest
    @EnumSource
    fun `what is transient is tried again, with a new token and after a session with a new one`(way: Way) {
        val tries = mutableListOf<Triple<Int, Boolean, Boolean>>()
        val told = mutableListOf<Pair<AvatarException, RetryDecision>>()
        val errors = listOf(transient(), transient(Phase.WEBSOCKET_RUNTIME))
        val answer =
            way.run(onRetry = { error, decision -> told += error to decision }) {
                tries += Triple(it.number, it.newToken, it.newSession)
                throw errors.getOrNull(it.number - 1) ?: return@run "up"
            }
        assertEquals("up", answer)
        assertEquals(listOf(Triple(1, false, false), Triple(2, true, false), Triple(3, true, true)), tries)
        assertEquals(errors, told.map { it.first })
        assertEquals(listOf("transient", "transient"), told.map { it.second.reason })
        assertTrue(errors.all { it.attempts == null })
        // Two were taken, the last of them came back.
        assertEquals(500 - 14, budget.left)
    }

    @ParameterizedTest
    @EnumSource
    fun `it gives up with the very error, which says how often it was tried`(way: Way) {
        val errors = List(3) { transient() }
        val thrown = assertThrows(AvatarException::class.java) { way.run { throw errors[it.number - 1] } }
        assertSame(errors.last(), thrown)
        assertEquals(listOf(null, null, 3), errors.map { it.attempts })
        assertFalse(thrown.toJson().contains("attempts"))
        assertEquals(500 - 2 * 14, budget.left)
    }

    @ParameterizedTest
    @EnumSource
    fun `what does not heal by itself is not tried again`(way: Way) {
        val billing = AvatarErrors.classify(Failure(Phase.WEBSOCKET_CONNECT).httpStatus(402))
        assertSame(billing, assertThrows(AvatarException::class.java) { way.run { throw billing } })
        assertEquals(1, billing.attempts)
        assertEquals(500, budget.left)
    }

    @ParameterizedTest
    @EnumSource
    fun `a token is renewed once, at once`(way: Way) {
        val tries = mutableListOf<Boolean>()
        val waits = mutableListOf<Long>()
        val thrown =
            assertThrows(AvatarException::class.java) {
                way.run(RetryPolicy(attempts = 9, baseMs = 5000), onRetry = { _, decision -> waits += decision.waitMs }) {
                    tries += it.newToken
                    throw expired()
                }
            }
        assertEquals(listOf(false, true), tries)
        assertEquals(2, thrown.attempts)
        assertEquals(listOf(0L), waits)
    }

    @ParameterizedTest
    @EnumSource
    fun `it waits as long as the service asks`(way: Way) {
        val begun = System.nanoTime()
        way.run { if (it.number == 1) throw throttled(1) }
        assertTrue(sinceMs(begun) >= 1000)
        assertEquals(500, budget.left)
    }

    @ParameterizedTest
    @EnumSource
    fun `every other exception passes at once`(way: Way) {
        for (other in listOf(IOException("broken"), IllegalStateException(), OutOfMemoryError("made up"))) {
            var tries = 0
            val thrown =
                assertThrows(Throwable::class.java) {
                    way.run {
                        tries += 1
                        throw other
                    }
                }
            assertSame(other, thrown)
            assertEquals(1, tries)
        }
    }

    @ParameterizedTest
    @EnumSource
    fun `an empty budget holds up no first try, but any other`(way: Way) {
        val scarce = RetryBudget(14 + 13)
        var thrown = assertThrows(AvatarException::class.java) { way.run(budget = scarce) { throw transient() } }
        assertEquals(2 to 13, thrown.attempts to scarce.left)
        thrown = assertThrows(AvatarException::class.java) { way.run(budget = scarce) { throw transient() } }
        assertEquals(1 to 13, thrown.attempts to scarce.left)
        way.run(budget = scarce) {}
        assertEquals(14, scarce.left)
        // Somebody else takes it between the decision and the try.
        assertThrows(AvatarException::class.java) {
            way.run(budget = scarce, onRetry = { _, _ -> scarce.take(scarce.left) }) { throw transient() }
        }
        assertEquals(0, scarce.left)
    }

    @Test
    fun `a budget holds no more than its capacity, whatever is given back`() {
        val small = RetryBudget(10)
        small.refund(Int.MAX_VALUE)
        assertEquals(10, small.left)
        assertFalse(small.take(11))
        assertTrue(small.take(10) && small.take(-5))
        assertEquals(0, small.left)
        assertThrows(IllegalArgumentException::class.java) { RetryBudget(-1) }
    }

    @Test
    fun `a decision takes any number`() {
        val policy = RetryPolicy()
        val error = transient()
        for (random in listOf(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1.0, 1e300)) {
            for (number in listOf(Int.MIN_VALUE, -1, 0, Int.MAX_VALUE)) {
                val decision = policy.decide(error, number, number.toLong() * 1_000_000, number, random, number)
                assertTrue(decision.waitMs in 0..500, "$number, $random: $decision")
            }
        }
        assertEquals(0, policy.decide(error, random = -1.0).waitMs)
        assertEquals(500, policy.decide(error, random = Double.NaN).waitMs)
        assertEquals("time_exhausted", policy.decide(error, elapsedMs = Long.MAX_VALUE).reason)
        assertEquals("transient", policy.decide(error, attempt = Int.MIN_VALUE, elapsedMs = Long.MIN_VALUE).reason)
    }

    @Test
    fun `threads that share a budget take no more than there is`() {
        val taken = List(8) { CompletableFuture.supplyAsync { (1..1000).count { budget.take(1) } } }
        assertEquals(500, taken.sumOf { it.get() })
        assertEquals(0, budget.left)
    }

    @Test
    fun `who brings no budget shares one`() {
        val before = RetryBudget.SHARED.left
        assertThrows(AvatarException::class.java) { retryBlocking(quick) { throw transient() } }
        assertThrows(AvatarException::class.java) { runBlocking { retry(quick) { throw transient() } } }
        assertEquals(before - 4 * 14, RetryBudget.SHARED.left)
    }

    @Test
    fun `an interrupt ends the wait, and gives the cost of the retry back`() {
        var tries = 0
        val ended = CompletableFuture<Throwable?>()
        val told = CompletableFuture<Unit>()
        val waiting =
            thread {
                ended.complete(
                    runCatching {
                        retryBlocking(slow, budget, { _, _ -> told.complete(Unit) }) { throw throttled(30).also { tries += 1 } }
                    }.exceptionOrNull(),
                )
            }
        told.get(WAIT_S, TimeUnit.SECONDS)
        waiting.interrupt()
        assertSame(InterruptedException::class.java, ended.get(WAIT_S, TimeUnit.SECONDS)?.javaClass)
        assertEquals(1 to 500, tries to budget.left)
    }

    @Test
    fun `a cancellation ends the wait and goes on untouched`() {
        var tries = 0
        var thrown: Throwable? = null
        val reason = CancellationException("enough")
        runBlocking {
            val told = CompletableDeferred<Unit>()
            val waiting =
                launch(Dispatchers.Default) {
                    thrown =
                        runCatching {
                            retry(slow, budget, { _, _ -> told.complete(Unit) }) { throw throttled(30).also { tries += 1 } }
                        }.exceptionOrNull()
                }
            told.await()
            waiting.cancel(reason)
            withTimeout(WAIT_S.seconds) { waiting.join() }
        }
        assertTrue(thrown is CancellationException)
        assertSame(reason, generateSequence(thrown) { it.cause }.last())
        assertEquals(1, tries)
    }

    @Test
    fun `36 cancelled waits leave the budget full`() {
        runBlocking {
            repeat(36) {
                val told = CompletableDeferred<Unit>()
                val waiting = launch(Dispatchers.Default) { retry(slow, budget, { _, _ -> told.complete(Unit) }) { throw throttled(30) } }
                told.await()
                waiting.cancelAndJoin()
            }
        }
        assertEquals(500, budget.left)
        // So does one that nobody waits for, because it could not be told.
        assertThrows(IllegalStateException::class.java) {
            retryBlocking(slow, budget, { _, _ -> error("no log") }) { throw throttled(30) }
        }
        assertEquals(500, budget.left)
        assertEquals("up", runBlocking { retry(quick, budget) { if (it.number == 1) throw transient() else "up" } })
        assertEquals(500, budget.left)
    }

    @Test
    fun `a cancellation within the operation goes on untouched`() {
        var tries = 0
        assertThrows(TimeoutCancellationException::class.java) {
            runBlocking {
                withTimeout(MOMENT_MS) {
                    retry(slow, budget) {
                        tries += 1
                        delay(10_000)
                    }
                }
            }
        }
        assertEquals(1, tries)
    }

    @Test
    fun `what fails in a cancelled coroutine is not tried again, not even without a wait`() {
        var tries = 0
        runBlocking {
            val running =
                async {
                    retry(slow, budget) {
                        tries += 1
                        currentCoroutineContext().cancel()
                        throw expired()
                    }
                }
            assertTrue(runCatching { running.await() }.exceptionOrNull() is CancellationException)
        }
        assertEquals(1 to 500, tries to budget.left)
    }

    @Test
    fun `the very error comes out of other coroutines, too`() {
        val error = transient()
        val thrown =
            assertThrows(AvatarException::class.java) {
                runBlocking { async(Dispatchers.Default) { retry(quick, budget) { throw error } }.await() }
            }
        assertSame(error, thrown)
        assertEquals(3, thrown.attempts)
    }

    private fun sinceMs(begun: Long) = (System.nanoTime() - begun) / NANOS
}
