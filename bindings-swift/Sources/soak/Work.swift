import AvatarErrors
import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// How many plain errors there are for one of all the rest.
private let plainOnes = 10
private let fingerprints = 500

/// What is done over and over: throw and catch, translate, try again, count, log, print.
struct Work: Sendable {
    private let monitor: RecurrenceMonitor
    private let policy: RetryPolicy

    init() throws {
        monitor = try RecurrenceMonitor()
        policy = try RetryPolicy(attempts: 3, baseMs: 0)
    }

    func run(_ numbers: Range<Int>) async throws {
        for number in numbers {
            plain(number)
            if number % plainOnes == 0 { try await rest(number) }
        }
    }

    func plain(_ number: Int) {
        do throws(AvatarError) {
            throw AvatarError(failure(number))
        } catch {
            precondition(!error.message.isEmpty && error.retryable)
        }
    }

    private func rest(_ number: Int) async throws {
        let error = try AvatarError(thrown(number), phase: .websocketRuntime, reqID: "r-\(number)")
        var dumped = ""
        dump(error, to: &dumped)
        precondition(!dumped.contains("not-a-real-token") && dumped.contains("cause"))
        precondition(error.errorUserInfo[NSUnderlyingErrorKey] is Cause)
        var tries = 0
        do {
            try await withRetry(policy: policy, budget: RetryBudget()) { _ in
                tries += 1
                throw AvatarError(failure(number))
            }
        } catch let last as AvatarError {
            precondition(last.attempts == tries)
        }
        _ = monitor.record(error)
        precondition(!error.logFields.isEmpty && !error.logLine.isEmpty && error.problem.status > 0)
        let read = try AvatarError(json: error.toJSON())
        precondition(read == error)
    }

    private func failure(_ number: Int) -> Failure {
        let code = "outage_\(number % fingerprints)"
        let body = #"{"errors":[{"code":"\#(code)","detail":"down, token=not-a-real-token"}]}"#
        return Failure(
            phase: .websocketConnect,
            httpStatus: 503,
            headers: [("Date", "Sun, 06 Nov 1994 08:49:37 GMT")],
            body: Data(body.utf8),
            connectionID: "c-\(number)"
        )
    }

    private func thrown(_ number: Int) -> any Error {
        let reset = POSIXError(.ECONNRESET)
        let text = "refused, token=not-a-real-token \(number)"
        return NSError(
            domain: NSURLErrorDomain,
            code: URLError.Code.networkConnectionLost.rawValue,
            userInfo: [NSLocalizedDescriptionKey: text, NSUnderlyingErrorKey: reset]
        )
    }
}
