import AvatarErrors
import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

// Chains of errors, as programs and libraries make them.

func cocoa(_ domain: String, _ code: Int, beneath: (any Error)? = nil, members: [any Error] = []) -> NSError {
    var info: [String: Any] = [:]
    info[NSUnderlyingErrorKey] = beneath
    if !members.isEmpty { info["NSMultipleUnderlyingErrorsKey"] = members }
    return NSError(domain: domain, code: code, userInfo: info)
}

func url(_ code: URLError.Code, beneath: (any Error)? = nil, members: [any Error] = []) -> NSError {
    cocoa(NSURLErrorDomain, code.rawValue, beneath: beneath, members: members)
}

func network(_ code: Int, beneath: (any Error)? = nil) -> NSError {
    cocoa("kCFErrorDomainCFNetwork", code, beneath: beneath)
}

/// An error that no adapter knows.
func silent(_ beneath: (any Error)? = nil, members: [any Error] = []) -> NSError {
    cocoa("App", 1, beneath: beneath, members: members)
}

/// Each beneath the one before it.
func nested(_ count: Int, around innermost: any Error) -> any Error {
    (0..<count).reduce(innermost) { inner, _ in silent(inner) }
}

/// What Swift programs wrap errors in.
enum Wrapper: Error {
    case single(any Error)
    case labelled(attempt: Int, error: any Error)
    case several([any Error])
    case both(first: any Error, second: any Error)
    case empty(secret: String)
}

struct Failed: Error {
    var attempts = 3
    var underlying: (any Error)?
    var others: [any Error] = []
}

/// An error that is made anew each time it is asked what is beneath it.
struct Endless: CustomNSError {
    var errorUserInfo: [String: Any] { [NSUnderlyingErrorKey: Endless()] }
}

/// An error that may be beneath itself.
final class Loop: Error, @unchecked Sendable {
    var cause: (any Error)?
    var members: [any Error] = []
}

/// An object with words and with an error beneath it, as Cocoa has both.
final class Spoken: LocalizedError, CustomNSError {
    let cause: any Error

    init(cause: any Error) {
        self.cause = cause
    }

    var errorDescription: String? { "said so" }
    var errorUserInfo: [String: Any] { [NSUnderlyingErrorKey: cause] }
}
