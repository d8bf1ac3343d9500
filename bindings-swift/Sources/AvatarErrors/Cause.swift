import Foundation

/// What stands in for an error of a library wherever an `AvatarError` is printed: its type and its
/// words without secrets, and beneath it the like of the errors beneath it.
public struct Cause: Error, Sendable {
    /// The original's type.
    public let type: String

    /// The original's domain, which groups it with its like.
    public let domain: String

    /// The original's number in its domain.
    public let code: Int

    /// The original's words: redacted, on one line, at most 1,024 characters.
    public let text: String

    /// What stands beneath it: a `Cause`, or an `AvatarError`, which is fit to be printed.
    public let cause: (any Error)?

    /// Likewise, where it holds several.
    public let members: [any Error]

    /// What stands in for an error and those beneath it: at most 32, and each object once.
    init(of error: any Error) {
        var deeper = links(of: error)[...]
        deeper.removeFirst()
        self.init(error, above: &deeper, depth: 0)
    }

    private init(_ error: any Error, above links: inout ArraySlice<Link>, depth: Int32) {
        var causes: [any Error] = []
        var members: [any Error] = []
        while let link = links.first, link.depth > depth {
            links.removeFirst()
            let own = link.error as? AvatarError
            let standIn: any Error = own ?? Cause(link.error, above: &links, depth: link.depth)
            if link.kind == .cause, causes.isEmpty { causes.append(standIn) } else { members.append(standIn) }
        }
        let cocoa = AvatarErrors.cocoa(error)
        type = name("\(Swift.type(of: error))")
        domain = name(cocoa.domain)
        code = cocoa.code
        text = clean(nativeText(error))
        cause = causes.first
        self.members = members
    }
}

extension Cause: CustomStringConvertible, CustomReflectable {
    /// One line: the type, where to look it up, and the words.
    public var description: String {
        let place = domain.hasSuffix(type) ? type : "\(type) (\(domain) \(code))"
        return text.isEmpty || text == type ? place : "\(place): \(text)"
    }

    public var customMirror: Mirror {
        var children: [Mirror.Child] = [("type", type), ("domain", domain), ("code", code), ("text", text)]
        if let cause { children.append(("cause", cause)) }
        if !members.isEmpty { children.append(("members", members)) }
        return Mirror(self, children: children)
    }
}

extension Cause: LocalizedError, CustomNSError {
    public static let errorDomain = "AvatarErrors.Cause"

    /// The type and the words.
    public var errorDescription: String? { description }

    public var errorCode: Int { code }

    /// The words and the stand-ins beneath; nothing of what the original has there.
    public var errorUserInfo: [String: Any] {
        var info: [String: Any] = [NSLocalizedDescriptionKey: description]
        info[NSUnderlyingErrorKey] = cause
        if !members.isEmpty { info["NSMultipleUnderlyingErrorsKey"] = members }
        return info
    }
}
