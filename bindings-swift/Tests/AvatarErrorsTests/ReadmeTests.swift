import AvatarErrors
import Foundation
import XCTest

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The READMEs' examples, as they stand there.
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

    func testHandlingRunsAsTheReadmeSays() async throws {
        var printed: [String] = []
        var shown: [String] = []
        var paged: [String] = []
        var token = "used"
        func print(_ line: String) { printed.append(line) }
        func log(_ error: AvatarError, _ decision: RetryDecision) { print(error.logLine) }
        func show(_ message: String) { shown.append(message) }
        func page(_ event: String, _ fingerprint: [String]) { paged.append(event) }
        func requestToken() async throws -> String { "new" }
        func connect(_ token: String) async throws {
            let status = token == "used" ? 401 : 402
            throw AvatarError(Failure(phase: .websocketConnect, httpStatus: status))
        }

        let monitor = try RecurrenceMonitor()
        do {
            try await withRetry(onRetry: log) { attempt in
                if attempt.newToken { token = try await requestToken() }
                try await connect(token)
            }
        } catch let error as AvatarError {
            print(error.logLine)
            show(error.userMessage)
            for event in monitor.record(error) { page(event.event, event.fingerprint) }
        }
        XCTAssertEqual(printed.count, 2)
        XCTAssertTrue(printed[0].contains("sessionTokenExpired") && printed[1].contains("billingRequired"))
        XCTAssertEqual(shown, [AvatarError(Failure(phase: .websocketConnect, httpStatus: 402)).userMessage])
        XCTAssertEqual(paged, [], "no alert: the account's owner must act")
    }

    /// Not run here: the adapters have tests of their own.
    @available(iOS 15, macOS 12, *)
    func token(_ request: URLRequest) async throws -> Data {
        let answer: (Data, URLResponse)
        do {
            answer = try await URLSession.shared.data(for: request)
        } catch {
            throw try AvatarError(error, phase: .sessionToken)
        }
        guard (answer.1 as? HTTPURLResponse)?.statusCode == 200 else {
            throw AvatarError(response: answer.1, body: answer.0, phase: .sessionToken)
        }
        return answer.0
    }

    func testAnSDKReportsWhatIsNoCancellation() {
        var reported: [AvatarError] = []
        func report(_ error: AvatarError) { reported.append(error) }

        func onFailure(_ error: any Error, reqID: String?) {
            guard
                let failed = AvatarError(
                    unlessCancelled: error,
                    phase: .websocketRuntime,
                    prefix: "receiving",
                    fallback: "transport"
                )
            else { return }
            report(failed.withIDs(reqID: reqID))
        }
        onFailure(CancellationError(), reqID: "r-1")
        onFailure(URLError(.timedOut), reqID: "r-2")
        XCTAssertEqual(reported.map(\.reqID), ["r-2"])
        XCTAssertEqual(reported.first.map { $0.message.hasPrefix("receiving: ") }, true)
    }

    func testTheExamplesAreThoseOfThisFile() throws {
        let readme = repository.appendingPathComponent("bindings-swift/README.md")
        let source = lines(of: try String(contentsOfFile: #filePath, encoding: .utf8))
        let examples = try String(contentsOf: readme, encoding: .utf8).components(separatedBy: "```swift\n")
        for example in examples.dropFirst() {
            XCTAssertTrue(source.contains(lines(of: example.components(separatedBy: "```")[0])), example)
        }
        XCTAssertEqual(examples.count, 5)
    }

    /// Without indentation and imports.
    private func lines(of text: String) -> String {
        text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.hasPrefix("import ") }.joined(separator: "\n")
    }
}
