package avatar.errors

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.util.concurrent.Callable
import java.util.concurrent.Executors

private const val THREADS = 8
private const val EACH = 50

class RecurrenceMonitorTest {
    private val outage = AvatarErrors.classify(Failure(Phase.SESSION_TOKEN).httpStatus(502))

    @Test
    fun `it fires once and clears when the failure has stopped`() {
        var now = 1_000L
        val monitor = RecurrenceMonitor(threshold = 2, windowMs = 100, clock = { now })
        assertEquals(emptyList<RecurrenceEvent>(), monitor.record(outage))
        val fired = monitor.record(outage).single()
        assertEquals("fired" to 2L, fired.event to fired.count)
        assertEquals(outage.fingerprint to now, fired.fingerprint to fired.atMs)
        assertEquals(emptyList<RecurrenceEvent>(), monitor.record(outage) + monitor.check())
        now += 100
        val cleared = monitor.check().single()
        assertEquals("cleared" to 1L, cleared.event to cleared.count)
        assertEquals(cleared.toJson(), cleared.toString())
    }

    @Test
    fun `the system's clock counts in milliseconds`() {
        val before = System.currentTimeMillis()
        val event = RecurrenceMonitor(threshold = 1).record(outage).single()
        assertTrue(event.atMs in before..System.currentTimeMillis())
    }

    @Test
    fun `threads that share a monitor lose nothing`() {
        var now = 0L
        val monitor = RecurrenceMonitor(threshold = 100, windowMs = 1000, clock = { now })
        val threads = Executors.newFixedThreadPool(THREADS)
        val calls = List(THREADS) { Callable { List(EACH) { monitor.record(outage) }.flatten() } }
        val events = threads.invokeAll(calls).flatMap { it.get() }
        threads.shutdown()
        assertEquals(listOf("fired"), events.map { it.event })
        now = 1000
        assertEquals(listOf(THREADS * EACH - 100L), monitor.check().map { it.count })
    }

    @Test
    fun `a clock that fails, or stands before its epoch, fails nobody`() {
        assertEquals(emptyList<RecurrenceEvent>(), RecurrenceMonitor(clock = { error("no clock") }).record(outage))
        assertEquals(0, RecurrenceMonitor(threshold = 1, clock = { -5 }).record(outage).single().atMs)
    }
}
