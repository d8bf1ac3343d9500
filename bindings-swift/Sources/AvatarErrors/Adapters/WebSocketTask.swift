import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// What a WebSocket task says of its end.
enum Ending {
    /// The server sent a close frame.
    case closed(code: Int?, reason: String?)
    /// The server refused the upgrade.
    case refused(HTTPURLResponse)
    /// It broke; the code stands for that, nobody sent it.
    case broken(String)
    /// The server sent a close frame that nobody may send.
    case violation
    /// The caller closed it.
    case ownClose
    case unknown

    init(of task: URLSessionWebSocketTask, error: any Error) {
        let code = task.closeCode
        if let response = task.response as? HTTPURLResponse, response.statusCode != 101 {
            self = .refused(response)
        } else if overCurl, task.closeReason == nil {
            // A close frame that was received has a reason, be it empty. Without one, 1000
            // is the end of the stream, and the other codes are the caller's own.
            let ended: Self = code == .normalClosure ? .broken("other") : .ownClose
            self = Self.isBare(error, task) ? ended : .unknown
        } else {
            self = Self.close(code, task.closeReason ?? Data())
        }
    }

    private static func close(_ code: URLSessionWebSocketTask.CloseCode, _ bytes: Data) -> Self {
        guard let reason = String(bytes: bytes, encoding: .utf8) else { return .violation }
        switch code {
        case .invalid: return .unknown
        case .noStatusReceived where overCurl, .abnormalClosure where overCurl,
            .tlsHandshakeFailure where overCurl:
            return .violation
        case .abnormalClosure: return .broken("other")
        case .tlsHandshakeFailure: return .broken("tls")
        // Over libcurl this stands for every code that the enumeration does not have, such as 4010.
        case .unsupportedData where overCurl:
            return reason.isEmpty ? .broken("other") : .closed(code: nil, reason: reason)
        default: return .closed(code: code.rawValue, reason: reason)
        }
    }

    /// Over libcurl what a task gives without the address that failed is its word for any end.
    private static func isBare(_ error: any Error, _ task: URLSessionWebSocketTask) -> Bool {
        let error = cocoa(error)
        return error.domain == NSURLErrorDomain && error.code == URLError.Code.networkConnectionLost.rawValue
            && error.userInfo.isEmpty && task.error == nil
    }
}
