import AvatarErrors
import Foundation
import XCTest

/// What an SDK asks for that raises these errors.
final class SdkTests: XCTestCase {
    private let error = AvatarError(
        Failure(phase: .sessionToken, httpStatus: 500, body: Data("down".utf8), connectionID: "c-1")
    )

    func testTheTextIsWhatHappenedAndTheDescriptionWhatToDoToo() {
        let text = "serverError: down (session_token, HTTP 500)"
        XCTAssertEqual("\(error)", text)
        XCTAssertEqual(error.localizedDescription, error.message)
        XCTAssertEqual(error.describe(), "\(text); retry with backoff [connection_id=c-1]")
    }

    func testIDsThatBecomeKnownLaterAreInACopy() throws {
        let reset = URLError(.networkConnectionLost)
        let error = try AvatarError(reset, phase: .websocketRuntime, connectionID: "c-1")
        let known = error.withIDs(reqID: "r 1")
        XCTAssertEqual([known.connectionID, known.reqID], ["c-1", "r_1"])
        XCTAssertTrue(known.toJSON().contains(#""req_id":"r_1""#) && known.logLine.contains("r_1"))
        XCTAssertEqual(known.native as? URLError, reset)
        XCTAssertNil(error.reqID)
        XCTAssertEqual(error.withIDs(), error)
        XCTAssertEqual(self.error.withIDs(connectionID: "c-2").rawBody, "down")
    }

    func testACodeThatWasGivenIsJudgedByItsFacts() throws {
        let facts = Failure(phase: .websocketRuntime, closeCode: 4001)
        let reset = URLError(.networkConnectionLost)
        let given = AvatarError(code: .connectionFailed, message: "closed", facts, native: reset)
        XCTAssertEqual([given.code.rawValue, given.rule], ["connectionFailed", "given"])
        XCTAssertEqual(given.recovery, .retry)
        let judged = given.reclassified()
        XCTAssertEqual(judged.code, .creditsExhausted)
        XCTAssertEqual(judged.recovery, .surface)
        XCTAssertEqual(judged.native as? URLError, reset)
        XCTAssertEqual(try AvatarError(given), judged)
        XCTAssertEqual(given.problem, judged.problem)
        XCTAssertFalse(RetryPolicy.default.decide(given).retry)
        let alone = AvatarError(code: .idleTimeout, message: "no one spoke")
        XCTAssertEqual(alone.reclassified(), alone)
        XCTAssertEqual(alone.message, "no one spoke")
        XCTAssertEqual(judged.reclassified(), judged)
    }

    func testACancellationGivesNothingWhereNobodyMayThrow() {
        XCTAssertNil(AvatarError(unlessCancelled: CancellationError()))
        XCTAssertNil(AvatarError(unlessCancelled: URLError(.cancelled), phase: .sessionToken))
        XCTAssertThrowsError(try AvatarError(URLError(.cancelled)))
        let failed = AvatarError(unlessCancelled: URLError(.timedOut), phase: .sessionToken)
        XCTAssertEqual(failed?.phase, .sessionToken)
        XCTAssertEqual(AvatarError(unlessCancelled: error), error)
    }

    func testAPrefixAndAFallbackSayWhatTheCallerKnows() throws {
        struct Odd: LocalizedError { let errorDescription: String? = "no idea" }
        let error = try AvatarError(Odd(), phase: .sessionToken, prefix: "joining", fallback: "transport")
        XCTAssertEqual(error.message, "joining: no idea (session_token)")
        XCTAssertEqual(error.code, .connectionFailed)
        let violation = AvatarError(unlessCancelled: Odd(), phase: .websocketRuntime, fallback: "protocol")
        XCTAssertEqual(violation?.rule, "fallback.protocol")
        XCTAssertEqual(try AvatarError(Odd(), fallback: "magic").rule, "fallback.unknown")
        XCTAssertEqual(try AvatarError(Odd()).phase, .unknown)
    }

    func testAnSDKMayDocumentTheCodesItself() throws {
        let page = try XCTUnwrap(URL(string: "https://sdk.example/errors"))
        let url = "https://sdk.example/errors#serverError"
        XCTAssertEqual(error.docURL(at: page)?.absoluteString, url)
        XCTAssertTrue(error.problem(docPage: page).toJSON().contains(#""type":"\#(url)""#))
        XCTAssertEqual(error.problem(docPage: page).status, error.problem.status)
        XCTAssertNotEqual(error.problem(docPage: page), error.problem)
    }
}
