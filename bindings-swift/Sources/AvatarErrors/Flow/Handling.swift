internal import AvatarErrorsGenerated
import Foundation

// What each says after a defect of the library is less, and nothing that the core decides.
extension AvatarError {
    /// What to log: the documented names in their order, then OpenTelemetry's. No secret, no raw
    /// body, and no `message`, which loggers keep for themselves.
    ///
    ///     let metadata = error.logFields.map { ($0.name, Logger.MetadataValue.stringConvertible($0.value)) }
    ///     logger.warning("\(error.code)", metadata: .init(uniqueKeysWithValues: metadata))
    public var logFields: [(name: String, value: LogValue)] {
        let fields = try? AvatarErrorsGenerated.logFields(error: toJSON())
        return fields?.compactMap { field in
            let value = field.text.map { LogValue.text($0) } ?? field.number.map { .number($0) }
            return (value ?? field.flag.map { .flag($0) }).map { (field.name, $0) }
        } ?? unanswered.map { ($0, .text($1)) }
    }

    /// The same as one line of JSON: the same bytes in every language. For the unified log, of
    /// which `os_log` is older than `Logger`:
    ///
    ///     logger.log(level: error.severity.logType, "\(error.logLine, privacy: .public)")
    ///     os_log("%{public}@", type: error.severity.logType, error.logLine)
    public var logLine: String {
        if let line = try? AvatarErrorsGenerated.logLine(error: toJSON()) { return line }
        let json = try? JSONEncoder().encode(Dictionary(uniqueKeysWithValues: unanswered))
        return String(decoding: json ?? Data("{}".utf8), as: UTF8.self)
    }

    /// How loud to log it.
    public var severity: Severity {
        guard case .text(let name) = logFields.first(where: { $0.name == "severity" })?.value else {
            return .error
        }
        return Severity(rawValue: name)
    }

    /// What to tell an end user: plain words, nothing of what is behind.
    public var userMessage: String { surface?.userMessage ?? "Something went wrong. Please try again later." }

    /// What an operator should check.
    public var operatorHint: String { surface?.operatorHint ?? "" }

    /// Where the code is documented.
    public var docURL: URL? { surface.flatMap { URL(string: $0.docUrl) } }

    /// What a backend tells its own clients; it says nothing of the service behind.
    public var problem: Problem {
        let document = try? AvatarErrorsGenerated.problem(error: toJSON())
        let json = #"{"type":"about:blank","title":"Internal Server Error","status":500}"#
        return Problem(document ?? ProblemDocument(status: 500, retryAfterS: nil, json: json))
    }

    private var surface: Surface? { try? AvatarErrorsGenerated.surface(error: toJSON()) }

    private var unanswered: [(String, String)] {
        [
            ("code", code.rawValue), ("phase", phase.rawValue), ("severity", Severity.error.rawValue),
            ("exception.message", message),
        ]
    }
}
