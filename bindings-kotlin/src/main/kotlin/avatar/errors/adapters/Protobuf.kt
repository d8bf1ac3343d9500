package avatar.errors.adapters

import avatar.errors.Phase
import avatar.errors.ffi.Observation
import com.google.protobuf.InvalidProtocolBufferException

/** Protocol Buffers for Java, full and lite. */
internal object Protobuf : Adapter {
    override fun observe(
        thrown: Throwable,
        phase: Phase,
        said: Observation,
    ): Boolean {
        if (thrown !is InvalidProtocolBufferException) return false
        said.protocol = "undecodable"
        return true
    }
}
