package avatar.errors.bench

import avatar.errors.AvatarErrors
import avatar.errors.AvatarException
import avatar.errors.Failure
import avatar.errors.Phase
import avatar.errors.ffi.FfiConverterTypeFailure
import avatar.errors.ffi.empty
import avatar.errors.parseJson
import avatar.errors.text
import java.nio.ByteBuffer
import java.util.Base64

private const val BUFFER = 1 shl 16

/** A failure as a client has it: strings and bytes. */
internal class Case(
    line: String,
) {
    private val json = parseJson(line).asJsonObject
    private val phase = Phase.of(json.text("phase").orEmpty())
    private val status = json.get("http_status")?.asInt
    private val body = json.text("body")?.encodeToByteArray()
    private val serverCode = json.text("server_code")
    private val serverTitle = json.text("server_title")
    private val serverDetail = json.text("server_detail")
    private val frame = json.text("frame_base64")?.let(Base64.getDecoder()::decode)
    private val closeCode = json.get("close_code")?.asInt
    private val closeReason = json.text("close_reason")
    private val connectionId = json.text("connection_id")

    private val answer = error().run { toJson().length + rawBody.orEmpty().length }
    private val buffer = ByteBuffer.allocateDirect(BUFFER)

    val name: String = json.text("case").orEmpty()

    private fun failure() =
        Failure(phase)
            .httpStatus(status)
            .body(body)
            .serverCode(serverCode)
            .serverTitle(serverTitle)
            .serverDetail(serverDetail)
            .frame(frame)
            .closeCode(closeCode)
            .closeReason(closeReason)
            .connectionId(connectionId)

    fun error(): AvatarException = AvatarErrors.classify(failure())

    fun throwAndCatch(): Int =
        try {
            throw error()
        } catch (error: AvatarException) {
            error.message.length
        }

    /** The same failure there, as many bytes back, and nothing done. */
    fun emptyCall(): Int {
        FfiConverterTypeFailure.write(failure().record, buffer.clear())
        return empty(buffer.flip(), answer).message.length
    }
}
