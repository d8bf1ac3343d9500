package avatar.errors.sdk

import avatar.errors.Answer
import avatar.errors.AvatarException
import avatar.errors.ErrorCode
import avatar.errors.ErrorFactory

/** The README's class, as it stands there. */
class SdkException(
    answer: Answer,
) : AvatarException(answer) {
    constructor(code: ErrorCode, message: String) : this(Answer.given(code, message))

    var avatarId: String? = null

    override val docPage get() = "https://sdk.example/errors"

    companion object : ErrorFactory<SdkException>(::SdkException)
}
