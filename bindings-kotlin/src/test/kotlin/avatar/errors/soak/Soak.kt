@file:JvmName("Soak")

package avatar.errors.soak

import java.io.File
import java.util.concurrent.ConcurrentLinkedQueue
import kotlin.concurrent.thread
import kotlin.system.exitProcess

private const val STEPS = 20
private const val THREADS = 16

/** How many plain errors there are for one of all the rest. */
private const val PLAIN = 10

/**
 * Raises and catches as many errors as told, and a tenth of it through all the rest; a line of JSON
 * after each step. Then threads do the same at once, and the last of them are busy when it ends.
 */
fun main(arguments: Array<String>) {
    val errors = arguments[0].toLong()
    val work = Work()
    for (step in 1..STEPS) {
        val (from, until) = errors * (step - 1) / STEPS to errors * step / STEPS
        work(work, from until until)
        System.gc()
        println("""{"done":$until,"rss_kb":${residentKb()}}""")
    }
    val each = errors / STEPS / THREADS
    val failed = ConcurrentLinkedQueue<Throwable>()
    val threads =
        List(THREADS) {
            thread { runCatching { work(work, 0 until each) }.onFailure(failed::add) }
        }
    threads.forEach { it.join() }
    failed.firstOrNull()?.let { throw it }
    repeat(THREADS) { thread(isDaemon = true) { while (true) work(work, 0 until PLAIN.toLong()) } }
    Thread.sleep(BUSY_MS)
    println("""{"ok":true}""")
    exitProcess(0)
}

private const val BUSY_MS = 100L

private fun work(
    work: Work,
    errors: LongRange,
) {
    for (error in errors) {
        work.plain(error)
        if (error % PLAIN == 0L) work.rest(error)
    }
}

/** What the process has in memory. */
private fun residentKb(): Long {
    val line = File("/proc/self/status").readLines().first { it.startsWith("VmRSS:") }
    return line.filter(Char::isDigit).toLong()
}
