import AvatarErrors
import Foundation
import XCTest

/// The README's example, as it stands there.
final class ReadmeTests: XCTestCase {
    func testTheExamplePrintsWhatTheReadmeSays() throws {
        var printed = ""
        func print(_ error: AvatarError) { printed += "\(error)\n" }
        do {
            throw AvatarError(
                Failure(
                    phase: .websocketConnect,
                    httpStatus: 429,
                    headers: [("Retry-After", "3")],
                    body: Data(#"{"message":"Too many sessions, token=not-a-real-token"}"#.utf8),
                    connectionID: "c-42"
                )
            )
        } catch let error as AvatarError {
            print(error)
            assert(error.code == .concurrencyLimit)
            assert(error.recovery == .retry && error.retryAfter == 3)
        }
        let readme = try String(contentsOf: repository.appendingPathComponent("README.md"), encoding: .utf8)
        let block = readme.components(separatedBy: "```text\n")[1].components(separatedBy: "```")[0]
        XCTAssertEqual(printed, block)
    }
}
