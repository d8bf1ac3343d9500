internal import AvatarErrorsGenerated
import Foundation

/// What happened and what to do: the stable answer to a `Failure`.
///
/// Every text is free of secrets. Two errors are equal where their canonical JSON is;
/// the raw body, which is not part of it, does not count.
///
///     guard response.statusCode == 200 else {
///         throw AvatarError(Failure(phase: .sessionToken, httpStatus: response.statusCode, body: body))
///     }
public struct AvatarError: Error, Sendable {
    let core: NativeError

    /// The library's own error, as it was caught, for whoever needs it: its texts may hold secrets. It is
    /// not printed, not dumped, in no `userInfo`, no JSON and no comparison. `cause` stands in for it.
    public let native: (any Error)?

    /// How often it was tried; set by `withRetry` where it gives up, in no JSON and no comparison.
    public internal(set) var attempts: Int?

    /// Classifies; total, whatever the facts are.
    public init(_ failure: Failure) {
        self.init(failure, evidence: [])
    }

    /// The same with what the links of a chain of errors say, the outermost first.
    package init(_ failure: Failure, evidence: [Observation], native: (any Error)? = nil) {
        let told = NativeFailure(phase: failure.phase.rawValue)
        failure.tell(told)
        evidence.tell(told)
        core = told.classify()
        self.native = native
    }

    /// The error of a caller who has decided on the code already; the recovery and all else are as ever.
    ///
    ///     throw AvatarError(code: .idleTimeout, message: "no one spoke")
    ///
    /// - Parameter native: The error that told of it.
    public init(
        code: ErrorCode,
        message: String,
        _ failure: Failure = Failure(phase: .unknown),
        native: (any Error)? = nil
    ) {
        let told = NativeFailure(phase: failure.phase.rawValue)
        failure.tell(told)
        core = told.given(code: code.rawValue, message: message)
        self.native = native
    }

    init(_ core: NativeError, native: (any Error)? = nil) {
        self.core = core
        self.native = native
    }

    /// What stands in for `native`: its type and its redacted words, and those of the errors beneath it.
    /// Made anew each time; nothing where there is no `native`.
    public var cause: Cause? { native.map { Cause(of: $0) } }

    /// How long the server asks to wait, in seconds.
    public var retryAfter: TimeInterval? { retryAfterMs.map { TimeInterval($0) / 1000 } }

    /// The response body, decoded, redacted and cut at 2,048 bytes; in no JSON and no log line.
    public var rawBody: String? { given(core.rawBody()) }

    /// What groups it with its like: code, phase and a detail; no IDs, no free text.
    public var fingerprint: [String] { [code.rawValue, phase.rawValue, core.fingerprintDetail()] }

    /// A text of the core's, where there is one.
    func given(_ text: String) -> String? { text.isEmpty ? nil : text }

    /// A number of the core's, where there is one.
    func given<Number: SignedInteger>(_ number: Number) -> Number? { number < 0 ? nil : number }
}

extension AvatarError: Hashable {
    public static func == (left: Self, right: Self) -> Bool {
        left.core == right.core
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(core)
    }
}

// Neither a printed error nor a dumped one shows the raw body or the library's own error.
extension AvatarError: CustomStringConvertible, CustomReflectable {
    /// Code and message, which ends in the place.
    public var description: String { "\(code): \(message)" }

    /// One line for an operator: what happened, what to do, and the IDs.
    public func describe() -> String { core.describe() }

    public var customMirror: Mirror {
        var children: [Mirror.Child] = fields.map { ($0.name, $0.value.any) }
        if let cause { children.append(("cause", cause)) }
        return Mirror(self, children: children)
    }
}
