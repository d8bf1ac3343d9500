import AvatarErrors
import XCTest

/// Runs with the library that panics where it reads these words.
final class PanicTests: XCTestCase {
    private let request = "panic on request"

    func testAPanicWhileClassifyingIsAnOrdinaryError() {
        var caught: AvatarError?
        do {
            throw AvatarError(Failure(phase: .websocketSend, httpStatus: 401, message: request))
        } catch let error as AvatarError {
            caught = error
        } catch {}
        XCTAssertEqual(caught?.code, .unknown)
        XCTAssertEqual(caught?.phase, .websocketSend)
        XCTAssertEqual(caught?.recovery, .report)
        XCTAssertNil(caught?.httpStatus, "the library did not panic")
        XCTAssertEqual(caught?.localizedDescription, caught?.message)
        XCTAssertEqual(
            AvatarError(Failure(phase: .websocketConnect, httpStatus: 401)).code,
            .sessionTokenExpired
        )
    }

    func testAPanicWhileReadingIsAnOrdinaryError() {
        XCTAssertThrowsError(try AvatarError(json: request)) { error in
            XCTAssertTrue(error is InvalidJSON)
            XCTAssertEqual(error.localizedDescription, "not read, because of a defect of the library")
        }
    }

    /// Read back with the words written in another way, so that only what is asked of the error panics.
    func testAPanicInWhatFollowsAnErrorIsAnsweredForItsPhase() throws {
        let error = try AvatarError(
            json:
                #"{"code":"upstreamError","phase":"websocket_runtime","message":"panic on\u0020request","recovery":"retry","retryable":true,"alert":true,"rule":"r"}"#
        )
        let unknown = AvatarError(Failure(phase: .websocketRuntime))
        XCTAssertEqual(error.code, .upstreamError)
        XCTAssertEqual(error.toJSON(), unknown.toJSON(), "the library did not panic")
        XCTAssertEqual(error.describe(), unknown.describe())
        XCTAssertEqual(error.logLine, unknown.logLine)
        XCTAssertEqual(error.severity, unknown.severity)
        XCTAssertEqual(error.problem, unknown.problem)
        XCTAssertEqual(error.userMessage, unknown.userMessage)
        XCTAssertEqual(error.docURL, unknown.docURL)
        XCTAssertEqual(RetryPolicy.default.decide(error).reason, "not_retryable")
        XCTAssertEqual(try RecurrenceMonitor(threshold: 1).record(error), [])
    }

    func testAPanicWhileRedactingLeavesTheTypeOfACause() throws {
        struct Spoken: LocalizedError { let errorDescription: String? }
        let cause = try XCTUnwrap(
            try AvatarError(Spoken(errorDescription: request), phase: .websocketSend).cause
        )
        XCTAssertEqual([cause.type, cause.text, "\(cause)"], ["Spoken", "", "Spoken"])
    }

    func testAPanicInARetryEndsIt() async throws {
        let error = AvatarError(Failure(phase: .websocketSend, transport: "reset", message: request))
        let budget = RetryBudget()
        do {
            try await withRetry(budget: budget) { _ in throw error }
            XCTFail("nothing was thrown")
        } catch let error as AvatarError {
            XCTAssertEqual(error.attempts, 1)
        }
        XCTAssertEqual(budget.left, RetryBudget.defaultCapacity)
    }
}
