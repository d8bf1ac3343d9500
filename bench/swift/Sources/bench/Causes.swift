import AvatarErrors
import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// What stands in for a caught error, its texts with it, beside the classification of the same error.
enum Causes {
    static let name = "a_cause_and_its_texts"

    static func built() -> Int {
        error.cause?.text.utf8.count ?? 0
    }

    static func classified() -> Int {
        translated().code.rawValue.utf8.count
    }

    private static let error = translated()

    private static func translated() -> AvatarError {
        do {
            return try AvatarError(caught, phase: .websocketConnect)
        } catch {
            fatalError("it is a failure")
        }
    }

    /// Two links, as `URLSession` throws them.
    private static let caught: any Error = NSError(
        domain: NSURLErrorDomain,
        code: URLError.Code.networkConnectionLost.rawValue,
        userInfo: [
            NSLocalizedDescriptionKey: "cannot connect, token=x",
            NSUnderlyingErrorKey: POSIXError(.ECONNRESET),
        ]
    )
}
