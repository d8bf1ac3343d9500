import AvatarErrors
import Foundation
import XCTest

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Errors of each source as they are known to look, and what is around them.
final class MadeErrorTests: XCTestCase {
    /// The word for it at the end of the message; nothing for an unknown error.
    private func word(_ error: any Error) throws -> String? {
        let found = try AvatarError(error, phase: .sessionToken)
        if found.code == .unknown { return nil }
        return found.message.components(separatedBy: "(session_token, ").last.map { String($0.dropLast()) }
    }

    func testCodesOfURLSession() throws {
        let words: [(URLError.Code, String?)] = [
            (.cannotFindHost, "dns"), (.dnsLookupFailed, "dns"), (.notConnectedToInternet, "unreachable"),
            (.internationalRoamingOff, "unreachable"), (.dataNotAllowed, "unreachable"),
            (.timedOut, "timeout"),
            (.secureConnectionFailed, "tls"), (.serverCertificateUntrusted, "tls"),
            (.serverCertificateHasBadDate, "tls"), (.serverCertificateHasUnknownRoot, "tls"),
            (.serverCertificateNotYetValid, "tls"), (.clientCertificateRequired, "tls"),
            (.networkConnectionLost, "other"), (.badServerResponse, "other"), (.cannotParseResponse, "other"),
            (.unknown, "other"), (.httpTooManyRedirects, "other"), (.dataLengthExceedsMaximum, "other"),
            (.badURL, "argument url"), (.unsupportedURL, "argument url"), (.userAuthenticationRequired, nil),
            (.fileDoesNotExist, nil),
        ]
        for (code, expected) in words {
            XCTAssertEqual(try word(URLError(code)), expected, "\(code)")
            XCTAssertEqual(try word(url(code)), expected, "\(code)")
        }
        let codes = try [URLError(.httpTooManyRedirects), URLError(.badURL)].map {
            try AvatarError($0, phase: .sessionToken).code
        }
        XCTAssertEqual(codes, [.protocolError, .invalidRequest])
    }

    func testNumbersOfTheSystem() throws {
        let words: [(POSIXErrorCode, String?)] = [
            (.ECONNREFUSED, "refused"), (.EHOSTUNREACH, "unreachable"), (.ENETUNREACH, "unreachable"),
            (.ENETDOWN, "unreachable"), (.EADDRNOTAVAIL, "unreachable"), (.ECONNRESET, "reset"),
            (.ECONNABORTED, "reset"), (.EPIPE, "reset"), (.ENOTCONN, "reset"), (.ETIMEDOUT, "timeout"),
            (.EMFILE, "other"), (.ENOENT, nil), (.EACCES, nil),
        ]
        for (code, expected) in words { XCTAssertEqual(try word(POSIXError(code)), expected, "\(code)") }
    }

    func testCFNetworkAndCurl() throws {
        for (code, expected) in [(1, "dns"), (2, "dns"), (303, "other"), (-1001, "timeout"), (-1202, "tls")] {
            XCTAssertEqual(try word(cocoa("kCFErrorDomainCFNetwork", code)), expected, "\(code)")
        }
        XCTAssertNil(try word(cocoa("kCFErrorDomainCFNetwork", 4711)))
        XCTAssertEqual(try word(cocoa("libcurl.Easy", 55)), "other")
        XCTAssertNil(try word(cocoa("libcurl.Easy", 43)))
    }

    func testWhatBrokeAConnectionRefinesIt() throws {
        let reset = POSIXError(.ECONNRESET)
        let network = cocoa("kCFErrorDomainCFNetwork", -1005, beneath: reset)
        XCTAssertEqual(try word(url(.networkConnectionLost, beneath: network)), "reset")
        XCTAssertEqual(try word(url(.timedOut, beneath: network)), "timeout")
        XCTAssertEqual(try word(cocoa("App", 1, beneath: url(.cannotFindHost))), "dns")
        let several = NSError(
            domain: "App",
            code: 1,
            userInfo: ["NSMultipleUnderlyingErrorsKey": [cocoa("App", 2), url(.unknown), url(.timedOut)]]
        )
        XCTAssertEqual(try word(several), "timeout")
    }

    func testErrorsAroundErrors() throws {
        XCTAssertEqual(try word(Wrapper.single(URLError(.timedOut))), "timeout")
        let nested = Wrapper.labelled(attempt: 2, error: Wrapper.single(POSIXError(.ECONNREFUSED)))
        XCTAssertEqual(try word(nested), "refused")
        XCTAssertNil(try word(Endless()))
    }

    func testUnknownErrorsKeepTheirOwnWords() throws {
        struct Spoken: Error, CustomStringConvertible { let description = "said so" }
        struct Mute: Error, CustomStringConvertible { let description = "" }
        struct Number: Decodable { let number: Int }
        let spoken = try AvatarError(Spoken(), phase: .websocketRuntime, connectionID: "c-1", reqID: "r-1")
        XCTAssertEqual(spoken.message, "said so (websocket_runtime)")
        XCTAssertEqual([spoken.code.rawValue, spoken.connectionID, spoken.reqID], ["unknown", "c-1", "r-1"])
        XCTAssertEqual(try AvatarError(Mute(), phase: .websocketSend).message, "Mute (websocket_send)")
        XCTAssertThrowsError(try JSONDecoder().decode(Number.self, from: Data("{}".utf8))) { error in
            XCTAssertEqual(try? AvatarError(error, phase: .sessionToken).code, .unknown)
        }
        let silent = try AvatarError(Wrapper.empty(secret: "hidden"), phase: .sessionToken)
        XCTAssertFalse(silent.message.contains("hidden"), silent.message)
    }

    func testCancellationsGoOnUntouched() {
        let cancelled: [any Error] = [
            CancellationError(), URLError(.cancelled), url(.cancelled), POSIXError(.ECANCELED),
            CocoaError(.userCancelled), cocoa("App", 1, beneath: url(.cancelled)),
            Wrapper.single(CancellationError()),
        ]
        for error in cancelled {
            XCTAssertThrowsError(try AvatarError(error, phase: .sessionToken), "\(error)") {
                XCTAssertEqual($0 as NSError, error as NSError)
                XCTAssertTrue(type(of: $0) == type(of: error))
            }
        }
    }

    func testAnAvatarErrorStaysWhatItIs() throws {
        let error = AvatarError(Failure(phase: .websocketSend, invalidArgument: "audio"))
        XCTAssertEqual(try AvatarError(error, phase: .sessionToken), error)
        XCTAssertEqual(try AvatarError(Wrapper.single(error), phase: .sessionToken), error)
        XCTAssertEqual(try AvatarError(cocoa("App", 1, beneath: error), phase: .sessionToken), error)
    }

    func testWhatHadComeOfAResponse() throws {
        let address = try XCTUnwrap(URL(string: "http://127.0.0.1/"))
        let response = HTTPURLResponse(
            url: address,
            statusCode: 503,
            httpVersion: nil,
            headerFields: ["Retry-After": "3"]
        )
        let body = Data(#"{"message":"App ID mismatch"}"#.utf8)
        let late = URLError(.timedOut)
        let broken = try AvatarError(late, phase: .sessionToken, response: response, body: body)
        XCTAssertTrue(broken.message.hasSuffix("(session_token, HTTP 503, timeout)"), broken.message)
        XCTAssertEqual(broken.retryAfterMs, 3_000)
        XCTAssertNil(broken.rawBody)
        let unknown = Wrapper.empty(secret: "")
        let whole = try AvatarError(unknown, phase: .sessionToken, response: response, body: body)
        XCTAssertEqual(whole.code, .appIDMismatch)
        let page = Data("<title>Busy</title>".utf8 + [UInt8](repeating: 0x20, count: 10_000_000))
        XCTAssertEqual(
            AvatarError(response: try XCTUnwrap(response), body: page, phase: .sessionToken).httpStatus,
            503
        )
        let other = URLResponse(url: address, mimeType: nil, expectedContentLength: 0, textEncodingName: nil)
        XCTAssertEqual(AvatarError(response: other, body: nil, phase: .sessionToken).code, .unknown)
    }
}
