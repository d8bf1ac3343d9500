@file:JvmName("Bench")

package avatar.errors.bench

import avatar.errors.Repository

private const val WARM_UPS = 10
private const val ROUNDS = 41
private const val CALLS = 1000

/** What is measured; beside it the empty call of the same failure, or what is named otherwise. */
internal class Row(
    val name: String,
    val ours: () -> Int,
    val floor: () -> Int,
    /** How many empty calls it may cost, where that is not the usual number. */
    val timesFloor: Int? = null,
    val beside: String = "floor_ns",
)

/** Prints the medians of each row, a line of JSON each. */
fun main() {
    val cases = Repository.file("bench/cases.ndjson").readLines().map(::Case)
    val rows = cases.map { Row(it.name, it::throwAndCatch, it::emptyCall) } + handling(cases.first()) + causes()
    repeat(WARM_UPS) { rows.forEach { nanoseconds(it.ours) + nanoseconds(it.floor) } }
    // Rounds of all in turn, so that a slow moment of the machine hits all of them.
    val times = List(ROUNDS) { rows.map { nanoseconds(it.ours) to nanoseconds(it.floor) } }
    rows.forEachIndexed { at, row ->
        val ours = median(times.map { it[at].first })
        val floor = median(times.map { it[at].second })
        val bound = row.timesFloor?.let { ""","times_floor":$it""" }.orEmpty()
        println("""{"name":"${row.name}","ours_ns":$ours,"${row.beside}":$floor$bound}""")
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
