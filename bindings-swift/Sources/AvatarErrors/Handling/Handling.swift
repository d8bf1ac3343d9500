import Foundation

extension AvatarError {
    /// The same as one line of JSON: the same bytes in every language. For the unified log, of
    /// which `os_log` is older than `Logger`:
    ///
    ///     logger.log(level: error.severity.logType, "\(error.logLine, privacy: .public)")
    ///     os_log("%{public}@", type: error.severity.logType, error.logLine)
    public var logLine: String { core.logLine() }

    /// How loud to log it.
    public var severity: Severity { Severity(rawValue: core.severity()) }

    /// What to tell an end user: plain words, nothing of what is behind.
    public var userMessage: String { core.userMessage() }

    /// What an operator should check.
    public var operatorHint: String { core.operatorHint() }

    /// Where the code is documented.
    public var docURL: URL? { URL(string: core.docUrl()) }

    /// Where an SDK documents the code by itself.
    public func docURL(at page: URL) -> URL? { URL(string: core.docUrlAt(page: page.absoluteString)) }

    /// What a backend tells its own clients; it says nothing of the service behind.
    public var problem: Problem { Problem(of: self) }

    /// The same of an SDK that documents the codes by itself, on this page.
    public func problem(docPage: URL) -> Problem { Problem(of: self, docPage: docPage.absoluteString) }
}
