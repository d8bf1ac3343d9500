@file:JvmName("Client")

package avatar.errors.client

import avatar.errors.AvatarException
import com.google.gson.GsonBuilder
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import java.io.File
import java.net.http.HttpClient
import kotlin.system.exitProcess

/**
 * `ADDRESSES SCENARIOS`: a client in the style of an ordinary SDK, run against the stand-in
 * service. One line of JSON for each scenario, in order.
 */
fun main(arguments: Array<String>) {
    val (addresses, path) = arguments
    val list = JsonParser.parseString(File(path).readText()).asJsonObject
    val http =
        HttpClient
            .newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            // Where callbacks run on other threads, an end right behind a frame can get lost in the library.
            .executor(Runnable::run)
            .build()
    val json = GsonBuilder().disableHtmlEscaping().create()
    for (entry in list.getAsJsonArray("scenarios")) {
        val scenario = Scenario(entry.asJsonObject, list, JsonParser.parseString(addresses).asJsonObject)
        val report = JsonObject()
        report.addProperty("scenario", scenario.name)
        try {
            Session(scenario, http).run()
        } catch (error: AvatarException) {
            report.addProperty("error", error.toJson())
        } catch (problem: Exception) {
            report.addProperty("problem", problem.stackTraceToString())
        }
        println(json.toJson(report))
    }
    exitProcess(0) // not waiting for the client's threads
}
