@file:JvmName("Client")

package avatar.errors.client

import avatar.errors.AvatarException
import com.google.gson.GsonBuilder
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import java.io.File
import kotlin.system.exitProcess

/**
 * `[--http LIBRARY] [--websocket LIBRARY] ADDRESSES SCENARIOS`: a client in the style of an
 * ordinary SDK, run against the stand-in service; a library is `okhttp` or `java`. One line of JSON
 * for each scenario, in order.
 */
fun main(arguments: Array<String>) {
    val (addresses, path) = arguments.takeLast(2)
    val options = arguments.dropLast(2).chunked(2).associate { (option, library) -> option to library }
    val list = JsonParser.parseString(File(path).readText()).asJsonObject
    for (entry in list.getAsJsonArray("scenarios")) {
        val scenario = Scenario(entry.asJsonObject, list, JsonParser.parseString(addresses).asJsonObject)
        println(report(scenario, options))
    }
    exitProcess(0) // not waiting for the libraries' threads
}

private fun report(
    scenario: Scenario,
    options: Map<String, String>,
): String =
    try {
        run(scenario, options)
        line(scenario, "problem", "nothing failed")
    } catch (error: AvatarException) {
        line(scenario, "error", error.toJson())
    } catch (problem: Exception) {
        line(scenario, "problem", problem.stackTraceToString())
    }

private fun run(
    scenario: Scenario,
    options: Map<String, String>,
) {
    val requests = if (options["--http"] == "okhttp") OkHttpRequests() else JavaRequests()
    val socket = if (options["--websocket"] == "okhttp") OkHttpSocket() else JavaSocket()
    Session(scenario, requests, socket).run()
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

private val JSON = GsonBuilder().disableHtmlEscaping().create()
