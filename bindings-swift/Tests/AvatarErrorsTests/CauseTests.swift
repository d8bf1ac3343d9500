import AvatarErrors
import Foundation
import XCTest

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// What stands in for the error of a library, with a secret in every place that may hold one.
final class CauseTests: XCTestCase {
    // Put together here, so that none stands in a file.
    private let secrets = (1...8).map { "Planted\($0)Secret" + String(repeating: "q7Xw", count: 5) + "\($0)" }

    private func planted() throws -> NSError {
        let address = "https://user:\(secrets[0])@host.example/v1?token=\(secrets[1])"
        let reset = NSError(
            domain: NSPOSIXErrorDomain,
            code: Int(ECONNRESET),
            userInfo: [NSLocalizedDescriptionKey: "the socket\r\nAuthorization: Bearer \(secrets[2])"]
        )
        let member = NSError(
            domain: "App",
            code: 7,
            userInfo: [NSLocalizedDescriptionKey: "one of several, password=\(secrets[3])"]
        )
        let members: [any Error] = [member, Failed(underlying: Wrapper.empty(secret: secrets[5]))]
        return NSError(
            domain: NSURLErrorDomain,
            code: URLError.Code.timedOut.rawValue,
            userInfo: [
                NSLocalizedDescriptionKey: "no answer of \(address)",
                NSURLErrorFailingURLErrorKey: try XCTUnwrap(URL(string: address)),
                NSURLErrorFailingURLStringErrorKey: address,
                "headers": ["X-Api-Key": secrets[4]],
                NSUnderlyingErrorKey: reset,
                "NSMultipleUnderlyingErrorsKey": members,
            ]
        )
    }

    private func made(_ error: any Error) throws -> AvatarError {
        try AvatarError(error, phase: .websocketConnect)
    }

    private func check(_ printed: String, has words: [String] = [], line: UInt = #line) {
        for secret in secrets { XCTAssertFalse(printed.contains(secret), printed, line: line) }
        for word in words { XCTAssertTrue(printed.contains(word), "\(word): \(printed)", line: line) }
    }

    func testWhatIsPrintedHasTypesAndWordsAndNoSecret() throws {
        let error = try made(try planted())
        let all = [
            "NSError", NSURLErrorDomain, "no answer of", "the socket", "one of several", "Failed", "Wrapper",
            "[redacted]",
        ]
        var dumped = ""
        dump(error, to: &dumped)
        check(dumped, has: all)
        var contained = ""
        dump([Result<Int, any Error>.failure(error)], to: &contained)
        check(contained, has: all)
        check("\(error)\(String(reflecting: error))\([error])", has: ["no answer of"])
        check("\(error.localizedDescription)\(error.errorUserInfo)", has: ["no answer of"])
        check(error.toJSON() + error.logLine + "\(error.logFields)" + error.problem.toJSON())
        let native = Mirror(reflecting: error).children.filter { $0.label == "native" || $0.value is NSError }
        XCTAssertTrue(native.isEmpty)
        let json = try JSONEncoder().encode(error)
        check(String(decoding: json, as: UTF8.self), has: ["timeout"])
    }

    func testTheChainIsStoodInForAllTheWay() throws {
        let original = try planted()
        let error = try made(original)
        XCTAssertTrue((error.native as? NSError) === original)
        let cause = try XCTUnwrap(error.cause)
        XCTAssertEqual([cause.type, cause.domain, "\(cause.code)"], ["NSError", NSURLErrorDomain, "-1001"])
        XCTAssertTrue(cause.text.hasPrefix("no answer of https://"), cause.text)
        XCTAssertEqual("\(cause)", "NSError (\(NSURLErrorDomain) -1001): \(cause.text)")
        XCTAssertEqual((cause as any Error).localizedDescription, "\(cause)")
        let reset = try XCTUnwrap(cause.cause as? Cause)
        XCTAssertTrue(reset.text.hasPrefix("the socket Authorization:"), reset.text)
        XCTAssertEqual(cause.members.count, 2)
        let failed = try XCTUnwrap(cause.members.last as? Cause)
        XCTAssertEqual([failed.type, (failed.cause as? Cause)?.type], ["Failed", "Wrapper"])
        for text in [cause, reset, failed].map(\.text) { check(text) }
    }

    func testCocoaFindsTheStandInsBeneath() throws {
        let error = try made(try planted())
        let bridged = NSError(
            domain: AvatarError.errorDomain,
            code: error.errorCode,
            userInfo: error.errorUserInfo
        )
        let beneath = try XCTUnwrap(bridged.userInfo[NSUnderlyingErrorKey] as? Cause)
        XCTAssertTrue(beneath.errorUserInfo[NSUnderlyingErrorKey] is Cause)
        XCTAssertEqual((beneath.errorUserInfo["NSMultipleUnderlyingErrorsKey"] as? [any Error])?.count, 2)
        XCTAssertNil(beneath.errorUserInfo[NSURLErrorFailingURLErrorKey])
        check("\(bridged) \(bridged.userInfo) \(beneath.errorUserInfo)", has: ["no answer of", "the socket"])
        var dumped = ""
        dump(bridged.userInfo, to: &dumped)
        check(dumped, has: ["one of several"])
        XCTAssertNil(AvatarError(Failure(phase: .unknown)).errorUserInfo[NSUnderlyingErrorKey])
        XCTAssertNil(AvatarError(Failure(phase: .unknown)).cause)
    }

    func testRetriesGiveUpWithTheStandIn() async throws {
        let original = try planted()
        do {
            try await withRetry(policy: try RetryPolicy(attempts: 1)) { _ in throw try self.made(original) }
            XCTFail("nothing was thrown")
        } catch let error as AvatarError {
            XCTAssertEqual(error.attempts, 1)
            XCTAssertTrue((error.native as? NSError) === original)
            var dumped = ""
            dump(error, to: &dumped)
            check(dumped, has: ["the socket"])
        }
    }

    func testAnErrorOfThisLibraryIsPrintedAsItIs() throws {
        let known = try made(try planted())
        let around = try made(url(.timedOut, beneath: known))
        XCTAssertEqual(around.cause?.cause as? AvatarError, known)
        var dumped = ""
        dump(around, to: &dumped)
        check(dumped, has: ["one of several"])
    }

    func testChainsEnd() throws {
        func count(_ error: (any Error)?) -> Int {
            guard let cause = error as? Cause else { return 0 }
            return 1 + count(cause.cause) + cause.members.map(count).reduce(0, +)
        }
        let loop = Loop()
        loop.cause = loop
        defer { loop.cause = nil }
        XCTAssertEqual(count(try made(loop).cause), 1)
        XCTAssertEqual(count(try made(Endless()).cause), 32)
        XCTAssertEqual(count(try made(nested(100, around: URLError(.timedOut))).cause), 32)
        XCTAssertEqual(count(try made(silent(members: (0..<100).map { _ in silent() })).cause), 32)
    }

    func testHostileTexts() throws {
        struct Odd: LocalizedError { let errorDescription: String? }
        let words = String(repeating: "word ", count: 1_000_000)
        let huge = try XCTUnwrap(try made(Odd(errorDescription: words)).cause)
        XCTAssertEqual(huge.text.unicodeScalars.count, 1_024)
        XCTAssertEqual(try made(Odd(errorDescription: "")).cause?.description, "Odd")
        let start = "start" + String(repeating: " ", count: 64 * 1_024 - 20)
        let cut = try made(Odd(errorDescription: start + " token=" + String(repeating: secrets[0], count: 9)))
        XCTAssertEqual(cut.cause?.text, "start")
        let domain = try made(NSError(domain: "a\u{1B}[31m\nb" + String(repeating: "c", count: 999), code: 1))
        let cause = try XCTUnwrap(domain.cause)
        XCTAssertTrue(cause.domain.hasPrefix("a__31m_bc") && cause.domain.count == 256, cause.domain)
    }

    func testTwoErrorsOfOneShareNothing() throws {
        let loop = Loop()
        loop.cause = URLError(.timedOut)
        let (one, other) = (try made(loop), try made(loop))
        XCTAssertEqual(one, other)
        loop.cause = nil
        XCTAssertTrue((one.native as? Loop) === loop)
        XCTAssertEqual(one.code, other.code)
    }
}
