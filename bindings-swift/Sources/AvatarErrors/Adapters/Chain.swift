import Foundation

/// Enough for any chain, and an end to one that has none.
private let limit = 32

/// An error and those beneath it, the outermost first.
func chain(_ error: (any Error)?) -> [any Error] {
    var links: [any Error] = []
    var waiting = [error].compactMap { $0 }
    while links.count < limit, let link = waiting.first {
        links.append(link)
        waiting.replaceSubrange(..<1, with: beneath(link))
    }
    return links
}

/// As Cocoa keeps them; else what a Swift error holds, for instance the payload of an enumeration's case.
private func beneath(_ error: any Error) -> [any Error] {
    let info = cocoa(error).userInfo
    let several = info["NSMultipleUnderlyingErrorsKey"] as? [any Error] ?? []
    let kept = [info[NSUnderlyingErrorKey] as? any Error].compactMap { $0 } + several
    return Array((kept.isEmpty ? held(Mirror(reflecting: error)) : kept).prefix(limit))
}

private func held(_ mirror: Mirror) -> [any Error] {
    mirror.children.prefix(limit).flatMap { child -> [any Error] in
        if let error = child.value as? any Error { return [error] }
        let inner = Mirror(reflecting: child.value)
        return inner.displayStyle == .tuple ? inner.children.compactMap { $0.value as? any Error } : []
    }
}

/// The error as Cocoa sees it: domain, code and what comes with them.
func cocoa(_ error: any Error) -> NSError {
    error as NSError
}

/// The error's own words; never the dump of a type that has none, which could show secrets.
func nativeText(_ error: any Error) -> String {
    let kind = type(of: error)
    // Asked of the type, because a value passes as the `NSError` that it can be made into.
    let hasWords = kind is any CustomStringConvertible.Type
    let isCocoas = kind is any LocalizedError.Type || kind is any CustomNSError.Type || kind is NSError.Type
    let text = hasWords && !isCocoas ? "\(error)" : error.localizedDescription
    return text.isEmpty ? "\(kind)" : text
}
