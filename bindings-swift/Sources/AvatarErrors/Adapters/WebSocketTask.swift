import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// What a WebSocket task says of its end; nothing where it knows no more than its error.
func observation(of task: URLSessionWebSocketTask, error: any Error) -> Observation? {
    if let response = task.response as? HTTPURLResponse, response.statusCode != 101 {
        var refused = Failure(phase: .unknown)
        refused.add(response, body: nil)
        return Observation(facts: refused)
    }
    guard overCurl, task.closeReason == nil else {
        return close(task.closeCode, task.closeReason ?? Data())
    }
    // A close frame that was received has a reason, be it empty. Without one, 1000
    // is the end of the stream, and the other codes are the caller's own.
    guard isBare(error, task) else { return nil }
    return task.closeCode == .normalClosure ? .broken : .noFailure
}

private func close(_ code: URLSessionWebSocketTask.CloseCode, _ bytes: Data) -> Observation? {
    guard let reason = String(bytes: bytes, encoding: .utf8) else { return .violation }
    var closed = Failure(phase: .unknown, closeReason: reason)
    switch code {
    case .invalid: return nil
    // Sent by the server, which nobody may.
    case .noStatusReceived where overCurl, .abnormalClosure where overCurl,
        .tlsHandshakeFailure where overCurl:
        return .violation
    // Over libcurl this stands for every code that the enumeration does not have, such as 4010.
    case .unsupportedData where overCurl:
        if reason.isEmpty { return .broken }
    default: closed.closeCode = code.rawValue
    }
    return Observation(facts: closed)
}

/// Over libcurl what a task gives without the address that failed is its word for any end.
private func isBare(_ error: any Error, _ task: URLSessionWebSocketTask) -> Bool {
    let error = cocoa(error)
    return error.domain == NSURLErrorDomain && error.code == URLError.Code.networkConnectionLost.rawValue
        && error.userInfo.isEmpty && task.error == nil
}
