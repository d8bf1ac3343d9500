package avatar.errors.adapters

import com.google.protobuf.InvalidProtocolBufferException

/** Protocol Buffers for Java, full and lite. */
internal object Protobuf : Library {
    override fun protocol(thrown: Throwable): String? = "undecodable".takeIf { thrown is InvalidProtocolBufferException }
}
