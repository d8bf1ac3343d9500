import AvatarErrors

/// What is asked of an error, and of what follows it.
enum Handling {
    typealias Question = (name: String, ask: () -> Int)

    static func all() throws -> [Question] {
        try attributes + texts + [logFields, logLine, problem, decide, record()]
    }

    static let failure = Cases.all[1].failure

    private static let error = AvatarError(failure())

    private static var attributes: [Question] {
        [
            ("attribute_code", { error.code.rawValue.utf8.count }),
            ("attribute_message", { error.message.utf8.count }),
            ("attribute_server_detail", { error.serverDetail?.utf8.count ?? 0 }),
            ("attribute_http_status", { error.httpStatus ?? 0 }),
            ("attribute_retryable", { error.retryable ? 2 : 1 }),
            ("attribute_close_code", { error.closeCode ?? 1 }),
        ]
    }

    private static var texts: [Question] {
        [
            ("text_severity", { error.severity.rawValue.utf8.count }),
            ("text_user_message", { error.userMessage.utf8.count }),
            ("text_operator_hint", { error.operatorHint.utf8.count }),
            ("text_doc_url", { error.docURL == nil ? 0 : 1 }),
            ("text_description", { error.description.utf8.count }),
            ("text_json", { error.toJSON().utf8.count }),
        ]
    }

    private static var logFields: Question {
        ("log_fields", { error.logFields.count })
    }

    private static var logLine: Question {
        ("log_line", { error.logLine.utf8.count })
    }

    private static var problem: Question {
        ("problem", { error.problem.toJSON().utf8.count })
    }

    private static var decide: Question {
        let lost = AvatarError(Failure(phase: .websocketRuntime, transport: "reset"))
        return ("decide", { Int(RetryPolicy.default.decide(lost, random: 0.5).waitMs) })
    }

    /// A monitor that watches as much as it can: 256 fingerprints, the last 100 times of each.
    private static func record() throws -> Question {
        let monitor = try RecurrenceMonitor(threshold: 100)
        let errors = (0..<256).map {
            AvatarError(Failure(phase: .websocketRuntime, serverCode: "failed-\($0)"))
        }
        for _ in 0..<100 { for error in errors { _ = monitor.record(error) } }
        var next = 0
        return (
            "record",
            {
                next = (next + 1) % errors.count
                return monitor.record(errors[next]).count + 1
            }
        )
    }
}
