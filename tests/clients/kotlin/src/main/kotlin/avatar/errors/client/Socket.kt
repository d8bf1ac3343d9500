package avatar.errors.client

import avatar.errors.AvatarException
import avatar.errors.Phase

/** A library's WebSocket, its events awaited instead of listened to. */
internal interface Socket {
    /** Returns when the socket is open. */
    fun connect(
        url: String,
        headers: Map<String, String>,
        limitMs: Long,
    )

    fun send(
        bytes: ByteArray,
        limitMs: Long,
    )

    /** The next binary frame. */
    fun frame(limitMs: Long): ByteArray

    fun end()
}

/** A connection is over. Where that belongs is known to the one who learns of it. */
internal class Ended(
    val error: (Phase, String) -> AvatarException,
) : Exception()
