import Foundation

/// The error as Cocoa sees it: domain, code and what comes with them.
func cocoa(_ error: any Error) -> NSError {
    guard isObject(error), !(type(of: error) is NSError.Type) else { return error as NSError }
    // Foundation on Linux ends the process where it converts an object.
    let custom = error as? any CustomNSError
    var info = custom?.errorUserInfo ?? [:]
    if let text = (error as? any LocalizedError)?.errorDescription { info[NSLocalizedDescriptionKey] = text }
    let domain = custom.map { type(of: $0).errorDomain } ?? String(reflecting: type(of: error))
    return NSError(domain: domain, code: custom?.errorCode ?? 1, userInfo: info)
}

func isObject(_ error: any Error) -> Bool {
    type(of: error) is AnyClass
}

/// The error's own words; never the dump of a type that has none, which could show secrets.
func nativeText(_ error: any Error) -> String {
    let kind = type(of: error)
    // Asked of the type, because a value passes as the `NSError` that it can be made into.
    let hasWords = kind is any CustomStringConvertible.Type
    let isCocoas = kind is any LocalizedError.Type || kind is any CustomNSError.Type || kind is NSError.Type
    if hasWords, !isCocoas { return words("\(error)", kind) }
    return words(isObject(error) ? cocoa(error).localizedDescription : error.localizedDescription, kind)
}

private func words(_ text: String, _ kind: any Error.Type) -> String {
    text.isEmpty ? "\(kind)" : text
}
