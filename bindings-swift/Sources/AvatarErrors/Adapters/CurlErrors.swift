import Foundation

/// The errors of libcurl, which a WebSocket task on Linux hands on as they are.
@Sendable func curlError(_ error: any Error) -> Observation? {
    let error = cocoa(error)
    guard error.domain == "libcurl.Easy" else { return nil }
    switch error.code {
    case 28: return .transport("timeout")  // CURLE_OPERATION_TIMEDOUT
    case 52, 55, 56: return .broken  // CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR
    default: return nil
    }
}
