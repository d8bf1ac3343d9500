package avatar.errors

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.util.concurrent.Callable
import java.util.concurrent.Executors

private const val THREADS = 8
private const val EACH = 50
private const val MANY = 1000
private const val HOUR_MS = 3_600_000L

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
    fun `without a clock of its own it counts Unix time in milliseconds`() {
        val monitor = RecurrenceMonitor(threshold = 1)
        val event = monitor.record(outage).single()
        assertTrue(Math.abs(event.atMs - System.currentTimeMillis()) < HOUR_MS)
        assertEquals(emptyList<RecurrenceEvent>(), monitor.check())
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
    fun `a clock that fails, or tells any number, fails nobody`() {
        val mute = RecurrenceMonitor(threshold = 1, clock = { error("no clock") })
        assertEquals(listOf("fired"), mute.record(outage).map { it.event })
        for (time in listOf(-5, Long.MIN_VALUE, Long.MAX_VALUE)) {
            val monitor = RecurrenceMonitor(threshold = 1, clock = { time })
            assertEquals(0, monitor.record(outage).single().atMs)
            assertEquals(emptyList<RecurrenceEvent>(), monitor.check())
        }
    }

    @Test
    fun `the core's object lives as long as the monitor, and no longer`() {
        val monitor = RecurrenceMonitor(threshold = 2)
        monitor.record(outage)
        repeat(MANY) { RecurrenceMonitor().record(outage) }
        System.gc()
        assertEquals(listOf("fired"), monitor.record(outage).map { it.event })
    }
}
