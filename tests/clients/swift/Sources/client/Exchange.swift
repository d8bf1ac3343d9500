import AvatarErrors
import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// One request and its answer, by `URLSession`; a delegate, because the shorter ways follow
/// redirects and lose the answer whose body breaks off.
final class Exchange: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    private let finished: CheckedContinuation<Failure, any Error>
    // Touched on the session's own serial queue alone.
    private var answer = Failure(phase: .unknown)
    private var body = Data()

    private init(_ finished: CheckedContinuation<Failure, any Error>) {
        self.finished = finished
    }

    /// The answer as facts.
    static func run(_ request: URLRequest, limit: TimeInterval) async throws -> Failure {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = limit
        configuration.timeoutIntervalForResource = limit
        var request = request
        request.timeoutInterval = limit
        return try await withCheckedThrowingContinuation { finished in
            let session = URLSession(
                configuration: configuration,
                delegate: Exchange(finished),
                delegateQueue: nil
            )
            session.dataTask(with: request).resume()
            session.finishTasksAndInvalidate()
        }
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
        if let response = response as? HTTPURLResponse {
            answer.httpStatus = response.statusCode
            answer.headers = response.allHeaderFields.map { ("\($0)", "\($1)") }
        }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        body += data
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        if let error {
            // A body that breaks off is lost: how much of it had come is a matter of chance.
            answer.transport = word(for: error, url: task.originalRequest?.url)
            let answer = answer
            finished.resume(throwing: Failed { $0 = answer })
        } else {
            answer.body = body
            finished.resume(returning: answer)
        }
    }

    /// The word for a broken transport.
    private func word(for error: any Error, url: URL?) -> String {
        switch (error as? URLError)?.code {
        case .cannotFindHost, .dnsLookupFailed: "dns"
        case .cannotConnectToHost: "refused"
        case .networkConnectionLost: "reset"
        case .notConnectedToInternet: "unreachable"
        case .timedOut: "timeout"
        case .secureConnectionFailed, .serverCertificateUntrusted, .serverCertificateHasUnknownRoot: "tls"
        // Foundation on Linux has no code for what breaks TLS.
        case .unknown where url?.scheme == "https" && answer.httpStatus == nil: "tls"
        default: "other"
        }
    }
}
