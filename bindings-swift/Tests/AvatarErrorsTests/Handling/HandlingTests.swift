import AvatarErrors
import XCTest

final class HandlingTests: XCTestCase {
    private let error = AvatarError(
        Failure(
            phase: .websocketConnect,
            httpStatus: 429,
            headers: [("Retry-After", "3")],
            body: Data(#"{"message":"Only 3 of yours, token=not-a-real-token"}"#.utf8),
            connectionID: "c-42"
        )
    )

    func testLogFieldsAreTypedOrderedAndWithoutSecrets() {
        let fields = error.logFields
        XCTAssertEqual(
            fields.map(\.name),
            [
                "code", "phase", "connection_id", "http_status", "server_detail", "recovery", "retryable",
                "alert", "retry_after_ms", "rule", "severity", "error.type", "exception.message",
                "http.response.status_code",
            ]
        )
        let values = Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.value) })
        XCTAssertEqual(values["code"], .text("concurrencyLimit"))
        XCTAssertEqual(values["http_status"], .number(429))
        XCTAssertEqual(values["retryable"], .flag(true))
        XCTAssertEqual(values["retryable"]?.description, "true")
        XCTAssertEqual(values["http_status"]?.description, "429")
        XCTAssertEqual(values["exception.message"]?.description, error.message)
        XCTAssertFalse("\(fields) \(error.logLine)".contains("not-a-real"))
    }

    func testSeverityFollowsTheRecovery() {
        XCTAssertEqual(error.severity, .warn)
        XCTAssertEqual(AvatarError(Failure(phase: .websocketConnect, httpStatus: 401)).severity, .warn)
        XCTAssertEqual(AvatarError(Failure(phase: .websocketConnect, httpStatus: 402)).severity, .error)
        XCTAssertEqual(AvatarError(Failure(phase: .unknown)).severity, .error)
    }

    func testAProblemSaysNothingOfTheServer() {
        XCTAssertEqual(error.problem.status, 503)
        XCTAssertEqual(error.problem.retryAfterSeconds, 3)
        XCTAssertFalse(error.problem.toJSON().contains("yours"))
        XCTAssertEqual(Problem.mediaType, "application/problem+json")
        XCTAssertEqual(error.docURL?.fragment, "concurrencylimit")
        XCTAssertFalse(error.userMessage.isEmpty || error.operatorHint.isEmpty)
    }
}
