internal import AvatarErrorsFFI
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
public struct AvatarError: Error, Sendable, Hashable {
    let packed: PackedError

    /// How often it was tried; set by `withRetry` where it gives up, in no JSON and no comparison.
    public internal(set) var attempts: Int?

    /// Classifies; total, whatever the facts are.
    public init(_ failure: Failure) {
        packed = PackedError(data: call(uniffi_avatar_errors_fn_func_classify, Facts(failure)))
    }

    init(packed: Data) {
        self.packed = PackedError(data: packed)
    }

    /// The stable code.
    public var code: ErrorCode { packed[.code].map(ErrorCode.init) ?? .unknown }

    /// Where it happened.
    public var phase: Phase { packed[.phase].map(Phase.init) ?? .unknown }

    /// One sentence: what happened and where. At most 1,024 characters, never empty.
    public var message: String { packed[.message] ?? code.rawValue }

    /// The HTTP status, 100–599: the one that the body names where HTTP says nothing or success.
    public var httpStatus: Int? { packed.httpStatus }

    /// The server's own code, at most 64 characters.
    public var serverCode: String? { packed[.serverCode] }

    /// The server's title, at most 1,024 characters.
    public var serverTitle: String? { packed[.serverTitle] }

    /// The server's detail, at most 1,024 characters.
    public var serverDetail: String? { packed[.serverDetail] }

    /// The connection's ID, for tracing it in logs; at most 128 characters.
    public var connectionID: String? { packed[.connectionID] }

    /// The request's ID, for tracing it in logs; at most 128 characters.
    public var reqID: String? { packed[.reqID] }

    /// The code of the close frame that the peer sent.
    public var closeCode: Int? { packed.closeCode }

    /// The reason of the close frame that the peer sent, at most 123 bytes.
    public var closeReason: String? { packed[.closeReason] }

    /// What to do about it.
    public var recovery: Recovery { packed[.recovery].map(Recovery.init) ?? .report }

    /// Whether trying again with backoff is worth it: exactly where `recovery` is `.retry`.
    public var retryable: Bool { packed.retryable }

    /// Whether to alert when it recurs.
    public var alert: Bool { packed.alert }

    /// How long the server asks to wait, in milliseconds.
    public var retryAfterMs: Int64? { packed.retryAfterMs }

    /// How long the server asks to wait, in seconds.
    public var retryAfter: TimeInterval? { retryAfterMs.map { TimeInterval($0) / 1000 } }

    /// The name of the rule that decided.
    public var rule: String { packed[.rule] ?? "" }

    /// The response body, decoded, redacted and cut at 2,048 bytes; in no JSON and no log line.
    public var rawBody: String? { packed[.rawBody] }

    /// What groups it with its like: code, phase and a detail; no IDs, no free text.
    public var fingerprint: [String] { AvatarErrorsGenerated.fingerprint(error: packed.data) }
}

extension AvatarError {
    public static func == (left: Self, right: Self) -> Bool {
        left.packed == right.packed
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(packed)
    }
}

// Neither a printed error nor a dumped one shows the raw body.
extension AvatarError: CustomStringConvertible, CustomReflectable {
    /// One line for a log: what happened, what to do, and the IDs.
    public var description: String { describe(error: packed.data) }

    public var customMirror: Mirror { Mirror(self, children: fields.map { ($0.name, $0.value.any) }) }
}
