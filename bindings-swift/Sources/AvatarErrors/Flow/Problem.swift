internal import AvatarErrorsGenerated

/// What a backend tells its own clients: a problem document of RFC 9457.
public struct Problem: Sendable, Hashable, CustomStringConvertible {
    /// What it is sent as.
    public static let mediaType = "application/problem+json"

    private let document: ProblemDocument

    init(_ document: ProblemDocument) {
        self.document = document
    }

    /// The HTTP status to answer with.
    public var status: Int { Int(document.status) }

    /// What to send as `Retry-After`, in seconds.
    public var retryAfterSeconds: Int64? { document.retryAfterS }

    /// The body: the same bytes in every language.
    public func toJSON() -> String { document.json }

    public var description: String { toJSON() }
}
