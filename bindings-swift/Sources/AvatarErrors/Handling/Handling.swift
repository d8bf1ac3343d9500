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

    /// What a backend tells its own clients; it says nothing of the service behind.
    public var problem: Problem { Problem(of: self) }
}
