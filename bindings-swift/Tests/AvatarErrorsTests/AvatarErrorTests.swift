import AvatarErrors
import XCTest

final class AvatarErrorTests: XCTestCase {
    private let expired = Failure(
        phase: .websocketConnect,
        httpStatus: 401,
        headers: [("Retry-After", "2")],
        body: Data(
            #"{"errors":[{"code":"expired","title":"Unauthenticated","detail":"Session token is expired"}]}"#
                .utf8
        ),
        connectionID: "c-1",
        reqID: "r-1"
    )

    func testIsThrownAndCaughtWithAllFields() throws {
        var caught: AvatarError?
        do {
            throw AvatarError(expired)
        } catch let error as AvatarError where error.phase == .websocketConnect {
            caught = error
        }
        let error = try XCTUnwrap(caught)
        XCTAssertEqual(error.code, .sessionTokenExpired)
        XCTAssertEqual(error.message, "Session token is expired (websocket_connect, HTTP 401)")
        XCTAssertEqual(error.httpStatus, 401)
        XCTAssertEqual(error.serverCode, "expired")
        XCTAssertEqual(error.serverTitle, "Unauthenticated")
        XCTAssertEqual(error.serverDetail, "Session token is expired")
        XCTAssertEqual(error.connectionID, "c-1")
        XCTAssertEqual(error.reqID, "r-1")
        XCTAssertNil(error.closeCode)
        XCTAssertNil(error.closeReason)
        XCTAssertEqual(error.recovery, .renewToken)
        XCTAssertFalse(error.retryable)
        XCTAssertFalse(error.alert)
        XCTAssertEqual(error.retryAfterMs, 2_000)
        XCTAssertEqual(error.retryAfter, 2)
        XCTAssertEqual(error.rule, "text.token_is_expired")
        XCTAssertEqual(error.fingerprint, ["sessionTokenExpired", "websocket_connect", "expired"])
        XCTAssertEqual(error.rawBody, expired.body.map { String(decoding: $0, as: UTF8.self) })
    }

    func testEveryFactReachesTheCore() {
        var failure = Failure(phase: .websocketRuntime)
        failure.frame = Data([8, 4, 42, 6, 18, 1, 114, 24, 161, 31])
        failure.closeCode = 4001
        failure.closeReason = "bye"
        failure.message = "native"
        let error = AvatarError(failure)
        XCTAssertEqual(error.code, .creditsExhausted)
        XCTAssertEqual([error.reqID, error.serverCode, error.closeReason], ["r", "4001", "bye"])
        XCTAssertEqual(error.closeCode, 4001)
        XCTAssertEqual(AvatarError(Failure(phase: .sessionToken, transport: "tls")).recovery, .surface)
        XCTAssertEqual(
            AvatarError(Failure(phase: .sessionToken, protocol: "missing_token")).code,
            .protocolError
        )
        XCTAssertEqual(
            AvatarError(Failure(phase: .sessionToken, invalidArgument: "api_key")).code,
            .invalidRequest
        )
        let later = Failure(
            phase: .sessionToken,
            httpStatus: 429,
            headers: [("retry-after", "Sun, 06 Nov 1994 08:49:40 GMT")],
            nowMs: 784_111_777_000
        )
        XCTAssertEqual(AvatarError(later).retryAfterMs, 3_000)
    }

    func testFoundationTellsTheMessageTheReasonAndWhatToDo() {
        let error = AvatarError(expired)
        XCTAssertEqual((error as any Error).localizedDescription, error.message)
        XCTAssertEqual(error.failureReason, "Session token expired or is no longer authorized")
        XCTAssertEqual(
            error.recoverySuggestion,
            "Get a new session token and connect again; tokens are single-use"
        )
        XCTAssertEqual(AvatarError.errorDomain, "AvatarErrors")
        XCTAssertEqual(error.errorCode, 1)
        let info = error.errorUserInfo
        XCTAssertEqual(info["code"] as? String, "sessionTokenExpired")
        XCTAssertEqual(info["http_status"] as? Int, 401)
        XCTAssertEqual(info["retryable"] as? Bool, false)
        XCTAssertEqual(info[NSLocalizedDescriptionKey] as? String, error.message)
        XCTAssertEqual(info[NSLocalizedRecoverySuggestionErrorKey] as? String, error.recoverySuggestion)
        XCTAssertNil(info["close_code"])
    }

    func testWhatToDoFollowsTheRuleAndNotTheCodeAlone() {
        let proxy = AvatarError(Failure(phase: .sessionToken, httpStatus: 407))
        XCTAssertEqual(proxy.code, .connectionFailed)
        XCTAssertEqual(
            proxy.recoverySuggestion,
            "A proxy wants its own credentials: configure them where the client runs"
        )
        XCTAssertEqual(proxy.recoverySuggestion, proxy.operatorHint)
        XCTAssertEqual(
            proxy.errorUserInfo[NSLocalizedRecoverySuggestionErrorKey] as? String,
            proxy.operatorHint
        )
    }

    func testBridgesToNSError() {
        let error = AvatarError(expired)
        #if canImport(Darwin)
            let bridged = error as NSError
        #else
            let bridged = NSError(
                domain: AvatarError.errorDomain,
                code: error.errorCode,
                userInfo: error.errorUserInfo
            )
        #endif
        XCTAssertEqual(bridged.domain, "AvatarErrors")
        XCTAssertEqual(bridged.code, 1)
        XCTAssertEqual(bridged.localizedDescription, error.message)
        XCTAssertEqual(bridged.localizedFailureReason, "Session token expired or is no longer authorized")
        XCTAssertEqual(bridged.localizedRecoverySuggestion, error.recoverySuggestion)
        XCTAssertEqual(bridged.userInfo["connection_id"] as? String, "c-1")
    }

    func testCrossesTasks() async {
        let failure = expired
        let codes = await withTaskGroup(of: ErrorCode.self) { tasks in
            for _ in 0..<1_000 { tasks.addTask { AvatarError(failure).code } }
            return await tasks.reduce(into: [ErrorCode: Int]()) { $0[$1, default: 0] += 1 }
        }
        XCTAssertEqual(codes, [.sessionTokenExpired: 1_000])
    }

    func testEqualityAndHashLeaveTheRawBodyOut() throws {
        let error = AvatarError(expired)
        let read = try AvatarError(json: error.toJSON())
        XCTAssertNil(read.rawBody)
        XCTAssertNotNil(error.rawBody)
        XCTAssertEqual(read, error)
        XCTAssertEqual(Set([read, error]).count, 1)
        var other = expired
        other.reqID = "r-2"
        XCTAssertNotEqual(AvatarError(other), error)
    }

    func testPrintsOneLineAndNeverTheRawBody() {
        let page = Failure(
            phase: .sessionToken,
            httpStatus: 502,
            body: Data("<html><title>Bad Gateway</title><p>only in the body</p></html>".utf8),
            reqID: "r-1"
        )
        let error = AvatarError(page)
        XCTAssertTrue(error.rawBody?.contains("only in the body") ?? false)
        XCTAssertEqual("\(error)", "upstreamError: Bad Gateway (session_token, HTTP 502)")
        XCTAssertEqual(error.describe(), "\(error); retry with backoff [req_id=r-1]")
        var dumped = ""
        dump(error, to: &dumped)
        XCTAssertTrue(dumped.contains("http_status: 502"), dumped)
        for text in [dumped, "\(error)", String(reflecting: error), "\(error.errorUserInfo)"] {
            XCTAssertFalse(text.contains("only in the body"), text)
        }
    }

    func testAPrintedFailureShowsNoFacts() {
        let failure = Failure(
            phase: .sessionToken,
            headers: [("X-Api-Key", "hidden")],
            body: Data("hidden".utf8),
            message: "hidden"
        )
        var dumped = ""
        dump(failure, to: &dumped)
        XCTAssertEqual("\(failure)", "Failure(session_token)")
        XCTAssertEqual("\(Failure(phase: Phase(rawValue: "hidden")))", "Failure(unknown)")
        XCTAssertFalse(dumped.contains("hidden") || dumped.contains("104"), dumped)
    }
}
