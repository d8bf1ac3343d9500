import AvatarErrors
import Foundation
import XCTest

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// What the real `URLSession` throws.
final class URLSessionTests: XCTestCase {
    private func check(
        _ address: String,
        _ word: String,
        limit: TimeInterval = 10,
        line: UInt = #line
    ) async throws {
        let error = try await thrown(address, limit: limit)
        let found = try AvatarError(error, phase: .sessionToken, reqID: "r-1")
        XCTAssertTrue(
            found.message.hasSuffix(" (session_token, \(word))"),
            "\(found.message) of \(error as NSError)",
            line: line
        )
        XCTAssertTrue(found.message.hasPrefix(error.localizedDescription), found.message, line: line)
        XCTAssertEqual(found.code, .connectionFailed, line: line)
        XCTAssertEqual(found.recovery, word == "tls" ? .surface : .retry, line: line)
        XCTAssertEqual(found.reqID, "r-1", line: line)
    }

    func testConnectionsThatFail() async throws {
        try await check("http://avatar-service.invalid/", "dns")
        #if canImport(FoundationNetworking)
            try await check("http://127.0.0.1:\(Listener.closedPort())/", "refused")
            try await check("http://\(Listener(.reset).address)/", "reset")
        #endif
        try await check("http://\(Listener(.hold("")).address)/", "timeout", limit: 1)
        try await check("http://\(Listener(.answer("")).address)/", "other")
        try await check("http://\(Listener(.answer("SSH-2.0-OpenSSH_9.6\r\n")).address)/", "other")
    }

    func testAPlainPortBehindTLS() async throws {
        let listener = Listener(.answer("HTTP/1.1 400 \r\nContent-Length: 0\r\n\r\n"))
        #if canImport(FoundationNetworking)
            // It names no TLS failure, and an unreached host gives the same error.
            try await check("https://\(listener.address)/", "other")
        #else
            try await check("https://\(listener.address)/", "tls")
        #endif
    }

    func testARedirectLoopIsAViolation() async throws {
        let listener = Listener(.answer("HTTP/1.1 302 \r\nLocation: /\r\nContent-Length: 0\r\n\r\n"))
        let error = try await thrown("http://\(listener.address)/")
        let found = try AvatarError(error, phase: .sessionToken)
        XCTAssertEqual(found.code, .protocolError, "\(error as NSError)")
        XCTAssertNil(found.httpStatus)
    }

    func testACancelledTaskThrowsWhatItThrew() async throws {
        let listener = Listener(.hold(""))
        let task = Task { try await thrown("http://\(listener.address)/") }
        try await Task.sleep(nanoseconds: 300_000_000)
        task.cancel()
        let error = try await task.value
        XCTAssertEqual((error as? URLError)?.code, .cancelled)
        XCTAssertThrowsError(try AvatarError(error, phase: .sessionToken)) {
            XCTAssertEqual($0 as NSError, error as NSError)
        }
    }

    func testAResponseIsClassifiedWhateverItsStatus() async throws {
        let text = #"{"message":"App ID mismatch"}"#
        let listener = Listener(
            .answer("HTTP/1.1 403 \r\nRetry-After: 5\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)")
        )
        let url = try XCTUnwrap(URL(string: "http://\(listener.address)/"))
        let (body, response) = try await URLSession.shared.data(from: url)
        let found = AvatarError(response: response, body: body, phase: .sessionToken, connectionID: "c-1")
        XCTAssertEqual(found.code, .appIDMismatch)
        XCTAssertEqual(found.httpStatus, 403)
        XCTAssertEqual(found.retryAfterMs, 5_000)
        XCTAssertEqual(found.connectionID, "c-1")
    }
}

private func thrown(_ address: String, limit: TimeInterval = 10) async throws -> any Error {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = limit
    let session = URLSession(configuration: configuration)
    defer { session.invalidateAndCancel() }
    var request = URLRequest(url: try XCTUnwrap(URL(string: address)))
    request.timeoutInterval = limit
    let answer: URLResponse
    do {
        (_, answer) = try await session.data(for: request)
    } catch {
        return error
    }
    throw NothingThrown(instead: "\(answer)")
}

/// What fails a test that waited for an error.
struct NothingThrown: Error {
    let instead: String
}
