package avatar.errors

import avatar.errors.ffi.Fields

/** An [AvatarException] of phase `session_token`: no session token was given. */
public class SessionTokenException internal constructor(
    fields: Fields,
    native: Throwable?,
) : AvatarException(fields, native) {
    private companion object {
        private const val serialVersionUID = 1L
    }
}
