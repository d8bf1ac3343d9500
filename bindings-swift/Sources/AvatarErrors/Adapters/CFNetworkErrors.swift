import Foundation

/// The errors of CFNetwork, which Apple's `URLSession` has beneath its own. Its constants are not
/// where this is compiled for other systems, so the numbers stand here with their names.
@Sendable func cfNetworkError(_ error: any Error) -> Observation? {
    let error = cocoa(error)
    guard error.domain == "kCFErrorDomainCFNetwork" else { return nil }
    switch error.code {
    case 1, 2: return .transport("dns")  // kCFHostErrorHostNotFound, kCFHostErrorUnknown
    case 304: return .violation  // kCFErrorHTTPRedirectionLoopDetected
    case 305: return .refused("url")  // kCFErrorHTTPBadURL
    case 302, 303: return .broken  // kCFErrorHTTPConnectionLost, kCFErrorHTTPParseFailure
    // Those of proxies, of SOCKS and of HTTP.
    case 100...124, 306...311: return .broken
    // kCFURLErrorUnknown and the others have the numbers of URLError.
    case ..<0: return urlError(error.code, error.userInfo)
    default: return nil
    }
}
