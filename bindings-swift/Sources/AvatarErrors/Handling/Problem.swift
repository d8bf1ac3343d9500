/// What a backend tells its own clients: a problem document of RFC 9457.
public struct Problem: Sendable, Hashable, CustomStringConvertible {
    /// What it is sent as.
    public static let mediaType = "application/problem+json"

    private let error: AvatarError
    private let docPage: String?

    init(of error: AvatarError, docPage: String? = nil) {
        self.error = error
        self.docPage = docPage
    }

    /// The HTTP status to answer with.
    public var status: Int { Int(error.core.problemStatus()) }

    /// What to send as `Retry-After`, in seconds.
    public var retryAfterSeconds: Int64? { error.given(error.core.problemRetryAfterS()) }

    /// The body: the same bytes in every language.
    public func toJSON() -> String {
        docPage.map { error.core.problemAt(page: $0) } ?? error.core.problem()
    }

    public var description: String { toJSON() }

    public static func == (left: Self, right: Self) -> Bool {
        left.toJSON() == right.toJSON()
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(toJSON())
    }
}
