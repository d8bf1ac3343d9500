import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking

    /// Whether `URLSession` is the one over libcurl.
    let overCurl = true
#else
    let overCurl = false
#endif

/// The errors of `URLSession`.
@Sendable func urlError(_ error: any Error) -> Observation? {
    let error = cocoa(error)
    return error.domain == NSURLErrorDomain ? urlError(error.code, error.userInfo) : nil
}

func urlError(_ code: Int, _ info: [String: Any]) -> Observation? {
    // A closed enumeration on Linux, where a code of its own is none.
    guard let code = URLError.Code(rawValue: code) as URLError.Code? else { return nil }
    return switch code {
    case .cancelled:
        .noFailure
    case .cannotFindHost, .dnsLookupFailed:
        .transport("dns")
    // Over libcurl this code has one errno behind it; elsewhere the error beneath tells which.
    case .cannotConnectToHost:
        overCurl ? .transport("refused") : .broken
    // Likewise, where libcurl gave it; a WebSocket task gives it without an address, for any end.
    case .networkConnectionLost:
        overCurl && info[NSURLErrorFailingURLErrorKey] != nil ? .transport("reset") : .broken
    case .notConnectedToInternet, .internationalRoamingOff, .dataNotAllowed, .callIsActive:
        .transport("unreachable")
    case .timedOut:
        .transport("timeout")
    case .secureConnectionFailed, .serverCertificateHasBadDate, .serverCertificateUntrusted,
        .serverCertificateHasUnknownRoot, .serverCertificateNotYetValid, .clientCertificateRejected,
        .clientCertificateRequired:
        .transport("tls")
    case .httpTooManyRedirects, .redirectToNonExistentLocation, .dataLengthExceedsMaximum:
        .violation
    // Over libcurl also for an answer that is not HTTP.
    case .unsupportedURL where overCurl && isWeb(info[NSURLErrorFailingURLErrorKey] as? URL):
        .broken
    case .badURL, .unsupportedURL, .appTransportSecurityRequiresSecureConnection:
        .refused("url")
    // Over libcurl `unknown` is also what breaks TLS, and a host that is not reached.
    case .unknown, .badServerResponse, .cannotParseResponse, .zeroByteResource, .cannotDecodeRawData,
        .cannotDecodeContentData, .resourceUnavailable, .cannotLoadFromNetwork:
        .broken
    default:
        nil
    }
}

private func isWeb(_ url: URL?) -> Bool {
    ["http", "https", "ws", "wss"].contains(url?.scheme?.lowercased())
}
