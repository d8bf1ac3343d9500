import Foundation

/// Enough for any chain, and an end to one that has none.
private let most = 32

/// One error of a chain, and how it hangs together with the one above it.
struct Link {
    /// The core's words for that.
    enum Kind: String {
        case cause, member
    }

    let error: any Error
    let kind: Kind
    let depth: Int32
}

/// An error and those beneath it, the outermost first: a link, its causes with all beneath them,
/// then its members.
func links(of error: any Error, depth: Int32 = 0) -> [Link] {
    var links: [Link] = []
    var waiting = [Link(error: error, kind: .cause, depth: depth)]
    var seen: Set<ObjectIdentifier> = []
    while links.count < most, let link = waiting.popLast() {
        // A value cannot be beneath itself; an object that is comes once.
        if let object = object(link.error), !seen.insert(object).inserted { continue }
        links.append(link)
        waiting += beneath(link).reversed()
    }
    return links
}

private func object(_ error: any Error) -> ObjectIdentifier? {
    isObject(error) ? ObjectIdentifier(error as AnyObject) : nil
}

/// As Cocoa keeps them; else what a Swift error holds, for instance the payload of an enumeration's case.
private func beneath(_ link: Link) -> [Link] {
    if link.error is AvatarError { return [] }
    let outer = cocoa(link.error)
    var causes = [outer.userInfo[NSUnderlyingErrorKey] as? any Error].compactMap { $0 }
    var members = outer.userInfo["NSMultipleUnderlyingErrorsKey"] as? [any Error] ?? []
    // FoundationNetworking has its errors beneath themselves once more, with less of what they know.
    causes.removeAll { outer.domain == NSURLErrorDomain && isLike(cocoa($0), outer) }
    if causes.isEmpty, members.isEmpty {
        for value in held(Mirror(reflecting: link.error)) {
            if let error = value as? any Error {
                causes.append(error)
            } else if let errors = value as? [any Error] {
                members += errors
            }
        }
    }
    let depth = link.depth + 1
    return causes.prefix(most).map { Link(error: $0, kind: .cause, depth: depth) }
        + members.prefix(most).map { Link(error: $0, kind: .member, depth: depth) }
}

private func isLike(_ one: NSError, _ other: NSError) -> Bool {
    one.domain == other.domain && one.code == other.code
}

/// What is stored, and what is in a case's payload of several values. `URLError` and its like store
/// what Cocoa has of them.
private func held(_ mirror: Mirror) -> [Any] {
    mirror.children.prefix(most).flatMap { child -> [Any] in
        if child.label == "_nsError" { return [] }
        let inner = Mirror(reflecting: child.value)
        return inner.displayStyle == .tuple ? inner.children.map(\.value) : [child.value]
    }
}
