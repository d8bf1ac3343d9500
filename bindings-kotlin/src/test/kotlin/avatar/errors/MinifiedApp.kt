@file:JvmName("MinifiedApp")

package avatar.errors

import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.ObjectInputStream
import java.io.ObjectOutputStream
import java.net.SocketException

/** What `MinifiedTest` shrinks and runs. */
fun main() {
    val error = AvatarErrors.classify(Failure(Phase.WEBSOCKET_RUNTIME).closeCode(4001))
    val stream = ByteArrayOutputStream().also { ObjectOutputStream(it).writeObject(error) }
    val read = ObjectInputStream(ByteArrayInputStream(stream.toByteArray())).readObject() as AvatarException
    println(AvatarException.fromJson(read.toJson()))
    check(read.code === ErrorCode.CREDITS_EXHAUSTED)
    val reset = AvatarException.from(SocketException("Connection reset"), Phase.WEBSOCKET_RUNTIME, Any())
    check(reset.retryable && reset.cause.toString() == "java.net.SocketException: Connection reset")
    try {
        retryBlocking(RetryPolicy(attempts = 2, baseMs = 0)) { throw AvatarErrors.classify(Failure(Phase.SESSION_TOKEN).httpStatus(503)) }
    } catch (outage: AvatarException) {
        check(outage.attempts == 2 && outage.logFields()["error.type"] == "serverError")
        check(RecurrenceMonitor(threshold = 1).record(outage).single().event == "fired")
        println(outage.problem())
    }
    val own = MinifiedAppException.from(reset).withIds("c-1")
    check(own.connectionId == "c-1" && own.note == "kept" && own.describe().contains("c-1"))
    try {
        AvatarException.fromJson("{}")
    } catch (_: IllegalArgumentException) {
        println("refused")
    }
}

private class MinifiedAppException(
    answer: Answer,
) : AvatarException(answer) {
    val note = "kept"

    companion object : ErrorFactory<MinifiedAppException>(::MinifiedAppException)
}
