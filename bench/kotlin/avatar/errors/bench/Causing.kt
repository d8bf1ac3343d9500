package avatar.errors.bench

import avatar.errors.AvatarException
import avatar.errors.Causes
import avatar.errors.Phase
import java.io.IOException
import java.net.SocketException

/** What stands in for a caught exception, beside the classification of the same exception. */
internal fun causes(): List<Row> {
    val thrown = IOException("cannot connect, token=x", SocketException("Connection reset"))
    val error = AvatarException.from(thrown, Phase.WEBSOCKET_CONNECT)
    val classified = { AvatarException.from(thrown, Phase.WEBSOCKET_CONNECT).message.length }
    val built = { Causes(error).of(thrown)?.stackTrace?.size ?: 0 }
    val told = { generateSequence(Causes(error).of(thrown)) { it.cause }.sumOf { it.message.orEmpty().length } }
    return listOf("a cause" to built, "a cause and its texts" to told).map { (name, build) ->
        Row(name, build, classified, beside = "classified_ns")
    }
}
