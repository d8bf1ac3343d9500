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
    let native: NativeError

    /// How often it was tried; set by `withRetry` where it gives up, in no JSON and no comparison.
    public internal(set) var attempts: Int?

    /// Classifies; total, whatever the facts are.
    public init(_ failure: Failure) {
        self.init(failure, evidence: [])
    }

    /// The same with what the links of a chain of errors say, the outermost first.
    package init(_ failure: Failure, evidence: [Observation]) {
        let told = NativeFailure(phase: failure.phase.rawValue)
        failure.tell(told)
        evidence.tell(told)
        native = told.classify()
    }

    init(_ native: NativeError) {
        self.native = native
    }

    /// How long the server asks to wait, in seconds.
    public var retryAfter: TimeInterval? { retryAfterMs.map { TimeInterval($0) / 1000 } }

    /// The response body, decoded, redacted and cut at 2,048 bytes; in no JSON and no log line.
    public var rawBody: String? { given(native.rawBody()) }

    /// What groups it with its like: code, phase and a detail; no IDs, no free text.
    public var fingerprint: [String] { [code.rawValue, phase.rawValue, native.fingerprintDetail()] }

    /// A text of the core's, where there is one.
    func given(_ text: String) -> String? { text.isEmpty ? nil : text }

    /// A number of the core's, where there is one.
    func given<Number: SignedInteger>(_ number: Number) -> Number? { number < 0 ? nil : number }
}

extension AvatarError: Hashable {
    public static func == (left: Self, right: Self) -> Bool {
        left.native == right.native
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(native)
    }
}

// Neither a printed error nor a dumped one shows the raw body.
extension AvatarError: CustomStringConvertible, CustomReflectable {
    /// One line for a log: what happened, what to do, and the IDs.
    public var description: String { native.describe() }

    public var customMirror: Mirror { Mirror(self, children: fields.map { ($0.name, $0.value.any) }) }
}
