@file:JvmName("Client")

package avatar.errors.client

import avatar.errors.AvatarException
import com.google.gson.GsonBuilder
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import java.io.File
import kotlin.system.exitProcess

/**
 * `[--http LIBRARY] [--websocket LIBRARY] [--drills] ADDRESSES LIST`: a client in the style of an
 * ordinary SDK, run against the stand-in service; a library is `okhttp` or `java`. One line of JSON
 * for each scenario of the list, or for each drill, in order.
 */
fun main(arguments: Array<String>) {
    val addresses = JsonParser.parseString(arguments[arguments.size - 2]).asJsonObject
    val list = JsonParser.parseString(File(arguments.last()).readText()).asJsonObject
    val (flags, choices) = arguments.dropLast(2).partition { it == "--drills" }
    val options = choices.chunked(2).associate { (option, library) -> option to library }
    if (flags.isEmpty()) {
        list.entries("scenarios").forEach { println(report(Scenario(it, list, addresses), options)) }
    } else {
        list.entries("drills").forEach { println(JSON.toJson(Drill(it, list, addresses, options).report())) }
    }
    exitProcess(0) // not waiting for the libraries' threads
}

private fun JsonObject.entries(key: String) = getAsJsonArray(key).map { it.asJsonObject }

private fun report(
    scenario: Scenario,
    options: Map<String, String>,
): String =
    try {
        session(scenario, options).run()
        line(scenario, "problem", "nothing failed")
    } catch (error: AvatarException) {
        line(scenario, "error", error.toJson())
    } catch (problem: Exception) {
        line(scenario, "problem", problem.stackTraceToString())
    }

/** A session with libraries of its own. */
internal fun session(
    scenario: Scenario,
    options: Map<String, String>,
): Session {
    val requests = if (options["--http"] == "okhttp") OkHttpRequests() else JavaRequests()
    val socket = if (options["--websocket"] == "okhttp") OkHttpSocket() else JavaSocket()
    return Session(scenario, requests, socket)
}

private fun line(
    scenario: Scenario,
    key: String,
    value: String,
): String {
    val report = JsonObject()
    report.addProperty("scenario", scenario.name)
    report.addProperty(key, value)
    return JSON.toJson(report)
}

private val JSON = GsonBuilder().disableHtmlEscaping().serializeNulls().create()
