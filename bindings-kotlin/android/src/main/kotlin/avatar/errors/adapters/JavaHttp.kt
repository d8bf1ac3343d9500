package avatar.errors.adapters

import avatar.errors.Phase
import avatar.errors.ffi.Observation

/** Android has no `java.net.http`. */
internal object JavaHttp : Adapter {
    override fun observe(
        thrown: Throwable,
        phase: Phase,
        said: Observation,
    ): Boolean = false
}
