import AvatarErrors
import XCTest

final class CatalogTests: XCTestCase {
    private struct Catalog: Decodable {
        struct Code: Decodable {
            let code: ErrorCode, meaning: String, action: String, recovery: Recovery, alert: Bool
        }

        let codes: [Code], phases: [Phase], recoveries: [Recovery]
    }

    private func catalog() throws -> Catalog {
        let file = repository.appendingPathComponent("tests/catalog.json")
        return try JSONDecoder().decode(Catalog.self, from: Data(contentsOf: file))
    }

    func testTheKnownWordsAreThoseOfTheCatalogue() throws {
        let catalog = try catalog()
        XCTAssertEqual(Set(ErrorCode.known), Set(catalog.codes.map(\.code)))
        XCTAssertEqual(ErrorCode.known.count, catalog.codes.count)
        XCTAssertEqual(Phase.known, catalog.phases)
        XCTAssertEqual(Recovery.known, catalog.recoveries)
    }

    func testEveryMemberIsNamedAsItIsSpelled() throws {
        for (file, words) in [
            ("ErrorCode", ErrorCode.known.map(\.rawValue)),
            ("Phase", Phase.known.map(\.rawValue)),
            ("Recovery", Recovery.known.map(\.rawValue)),
        ] {
            let url = repository.appendingPathComponent(
                "bindings-swift/Sources/AvatarErrors/Generated/\(file).swift"
            )
            let source = try String(contentsOf: url, encoding: .utf8)
            let members = source.matches(of: /static let (\w+) = Self\(rawValue: "(\w+)"\)/)
            XCTAssertEqual(members.map { String($0.2) }, words)
            for member in members {
                let parts = member.2.split(separator: "_")
                XCTAssertEqual(String(member.1), parts[0] + parts.dropFirst().map(\.capitalized).joined())
            }
        }
    }

    /// Once given, a number stays with its code.
    func testNumbersAreFrozen() throws {
        let frozen = [
            "sessionTokenExpired", "sessionTokenInvalid", "appIDUnrecognized", "appIDMismatch",
            "avatarNotFound", "billingRequired", "creditsExhausted", "sessionDurationExceeded",
            "unsupportedSampleRate", "invalidEgressConfig", "egressUnavailable", "idleTimeout",
            "upstreamError", "protocolError", "connectionFailed", "connectionClosed", "serverError",
            "invalidRequest", "unknown", "concurrencyLimit", "avatarAssetMissing",
            "failedToFetchAvatarMetadata", "failedToDownloadAvatarAssets",
        ]
        for (index, code) in frozen.enumerated() {
            XCTAssertEqual(try error(ErrorCode(rawValue: code)).errorCode, index + 1, code)
        }
        XCTAssertEqual(frozen.count, ErrorCode.known.count, "give the new code its number here")
    }

    func testEveryCodeTellsItsReasonAndWhatToDo() throws {
        for entry in try catalog().codes {
            XCTAssertEqual(try error(entry.code).failureReason, entry.meaning)
            XCTAssertEqual(try error(entry.code).recoverySuggestion, entry.action)
        }
    }

    private func error(_ code: ErrorCode) throws -> AvatarError {
        let entry = try XCTUnwrap(catalog().codes.first { $0.code == code })
        let (recovery, alert) = (entry.recovery, entry.alert)
        return try AvatarError(
            json:
                #"{"code":"\#(code)","phase":"unknown","message":"m","recovery":"\#(recovery)","retryable":\#(recovery == .retry),"alert":\#(alert),"rule":"r"}"#
        )
    }
}
