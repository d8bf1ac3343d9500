@file:JvmName("Bench")

package avatar.errors.bench

import avatar.errors.Repository

private const val WARM_UPS = 20
private const val ROUNDS = 101
private const val CALLS = 1000

/** Prints the medians of each case, a line of JSON each: facts to a caught exception, beside an empty call. */
fun main() {
    val cases = Repository.file("bench/cases.ndjson").readLines().map(::Case)
    repeat(WARM_UPS) { cases.forEach { nanoseconds(it::throwAndCatch) + nanoseconds(it::emptyCall) } }
    // Rounds of all in turn, so that a slow moment of the machine hits all of them.
    val times = (1..ROUNDS).map { cases.map { nanoseconds(it::throwAndCatch) to nanoseconds(it::emptyCall) } }
    cases.forEachIndexed { at, case ->
        val ours = median(times.map { it[at].first })
        val floor = median(times.map { it[at].second })
        println("""{"name":"${case.name}","ours_ns":$ours,"floor_ns":$floor}""")
    }
}

private inline fun nanoseconds(call: () -> Int): Long {
    var lengths = 0L
    val start = System.nanoTime()
    repeat(CALLS) { lengths += call() }
    val time = System.nanoTime() - start
    check(lengths > 0)
    return time / CALLS
}

private fun median(times: List<Long>): Long = times.sorted()[times.size / 2]
