package avatar.errors.adapters

import avatar.errors.AvatarException
import avatar.errors.Phase
import avatar.errors.ffi.Observation

/** What is classified already. */
internal object Ours : Adapter {
    override fun observe(
        thrown: Throwable,
        phase: Phase,
        said: Observation,
    ): Boolean {
        said.classified = thrown is AvatarException
        return said.classified
    }
}
