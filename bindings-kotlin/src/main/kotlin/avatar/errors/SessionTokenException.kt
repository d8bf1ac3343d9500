package avatar.errors

/** An [AvatarException] of phase `session_token`: no session token was given. */
public class SessionTokenException internal constructor(
    answer: Answer,
) : AvatarException(answer) {
    private companion object {
        private const val serialVersionUID = 1L
    }
}
