package avatar.errors.soak

import avatar.errors.AvatarErrors
import avatar.errors.AvatarException
import avatar.errors.Failure
import avatar.errors.Phase
import avatar.errors.RecurrenceMonitor
import avatar.errors.RetryBudget
import avatar.errors.RetryPolicy
import avatar.errors.retryBlocking
import java.io.IOException
import java.net.ConnectException
import java.net.SocketException

private const val FINGERPRINTS = 500

/** What is done over and over: raise and catch, translate, try again, count, log, print. */
internal class Work {
    private val monitor = RecurrenceMonitor()
    private val policy = RetryPolicy(attempts = 3, baseMs = 0)

    fun plain(number: Long) {
        try {
            throw AvatarErrors.classify(failure(number))
        } catch (error: AvatarException) {
            check(error.message.isNotEmpty() && error.retryable)
        }
    }

    fun rest(number: Long) {
        val error = raised { throw AvatarException.from(thrown(number), Phase.WEBSOCKET_RUNTIME, reqId = "r-$number") }
        check(error.cause?.message?.contains("not-a-real-token") == false)
        check(error.stackTraceToString().contains("Caused by: "))
        var tries = 0
        val last =
            raised {
                retryBlocking(policy, RetryBudget()) {
                    tries += 1
                    throw AvatarErrors.classify(failure(number))
                }
            }
        check(last.attempts == tries)
        monitor.record(error)
        check(error.logFields().isNotEmpty() && error.logLine().isNotEmpty() && error.problem().status > 0)
        check(AvatarException.fromJson(error.toJson()).toJson() == error.toJson())
    }

    private fun failure(number: Long) =
        Failure(Phase.WEBSOCKET_CONNECT)
            .httpStatus(503)
            .header("Date", "Sun, 06 Nov 1994 08:49:37 GMT")
            .body("""{"errors":[{"code":"outage_${number % FINGERPRINTS}","detail":"down, token=not-a-real-token"}]}""")
            .connectionId("c-$number")

    private fun thrown(number: Long): Exception {
        val refused = ConnectException("refused, token=not-a-real-token $number")
        if (number % 20 == 0L) return IOException("around", refused)
        return SocketException("Connection reset").apply { addSuppressed(refused) }
    }

    private inline fun raised(raise: () -> Unit): AvatarException =
        try {
            raise()
            error("nothing was raised")
        } catch (error: AvatarException) {
            error
        }
}
