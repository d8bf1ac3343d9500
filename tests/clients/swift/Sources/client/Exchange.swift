import AvatarErrors
import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// One request and its answer, by `URLSession`; a delegate, because the shorter ways follow
/// redirects, lose the answer whose body breaks off, and take a body however long it is.
final class Exchange: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    private static let longest = 64 * 1024
    private let finished: CheckedContinuation<(HTTPURLResponse, Data), any Error>
    private let phase: Phase
    // Touched on the session's own serial queue alone.
    private var response: HTTPURLResponse?
    private var body = Data()
    private var isLate = false

    private init(_ finished: CheckedContinuation<(HTTPURLResponse, Data), any Error>, _ phase: Phase) {
        self.finished = finished
        self.phase = phase
    }

    /// The answer, whatever its status is.
    static func run(
        _ request: URLRequest,
        _ phase: Phase,
        limit: TimeInterval
    ) async throws -> (HTTPURLResponse, Data) {
        try await withCheckedThrowingContinuation { finished in
            let exchange = Exchange(finished, phase)
            let session = URLSession(configuration: .ephemeral, delegate: exchange, delegateQueue: nil)
            let task = session.dataTask(with: request)
            task.resume()
            // Each byte puts the time-outs of `URLSession` on Linux off.
            DispatchQueue.global().asyncAfter(deadline: .now() + limit) {
                session.delegateQueue.addOperation { exchange.expire(task) }
            }
            session.finishTasksAndInvalidate()
        }
    }

    private func expire(_ task: URLSessionTask) {
        isLate = true
        task.cancel()
    }

    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest,
        completionHandler: @escaping (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    func urlSession(
        _ session: URLSession,
        dataTask: URLSessionDataTask,
        didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        self.response = response as? HTTPURLResponse
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        guard body.count < Self.longest else { return }
        body += data.prefix(Self.longest - body.count)
        if body.count == Self.longest { dataTask.cancel() }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        if let response, error == nil || body.count == Self.longest {
            finished.resume(returning: (response, body))
            return
        }
        do {
            let error = isLate ? URLError(.timedOut) : error ?? URLError(.badServerResponse)
            throw try AvatarError(error, phase: phase, response: response)
        } catch {
            finished.resume(throwing: error)
        }
    }
}
