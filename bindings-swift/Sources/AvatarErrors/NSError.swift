import Foundation

extension AvatarError: LocalizedError {
    /// The message.
    public var errorDescription: String? { message }

    /// What the code means; nothing for a code of a newer version.
    public var failureReason: String? { given(core.meaning()) }

    /// What an operator should check: what the rule that decided points at, else the code.
    public var recoverySuggestion: String? { operatorHint }
}

extension AvatarError: CustomNSError {
    public static let errorDomain = "AvatarErrors"

    /// The place of the code in `ErrorCode.known`, from 1, which never changes because the list only grows
    /// at its end; 0 for a code of a newer version.
    public var errorCode: Int {
        ErrorCode.known.firstIndex(of: code).map { $0 + 1 } ?? 0
    }

    /// The fields by their documented names, the texts of `LocalizedError`, which a bridged error
    /// loses when it crosses to another process, and the cause as the error beneath.
    public var errorUserInfo: [String: Any] {
        var info = Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.value.any) })
        info[NSLocalizedDescriptionKey] = errorDescription
        info[NSLocalizedFailureReasonErrorKey] = failureReason
        info[NSLocalizedRecoverySuggestionErrorKey] = recoverySuggestion
        info[NSUnderlyingErrorKey] = cause
        return info
    }
}
