import AvatarErrors
import Foundation

/// A failure in its JSON form, read by Foundation and handed over as the facts that a Swift program has.
package struct FailureLine {
    package let error: AvatarError
    /// Whether the facts were read here; else Foundation could not, and the core read the line.
    package let native: Bool

    /// Nothing for a line that is not one JSON object. The core says which are: Foundation
    /// takes trailing commas and refuses lone surrogates and huge numbers.
    package init?(_ line: String) {
        guard let read = AvatarError(line: line) else { return nil }
        let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        if let object, Self.isOrdered(object), let evidence = Self.evidence(object) {
            error = AvatarError(Failure(json: object), evidence: evidence)
            native = true
        } else {
            error = read
            native = false
        }
    }

    /// A dictionary has lost the order of headers that are the same but for their case.
    private static func isOrdered(_ object: [String: Any]) -> Bool {
        let names = (object["headers"] as? [String: Any])?.keys.map { $0.lowercased() } ?? []
        return Set(names).count == names.count
    }

    /// Nothing where a link is not spelled as adapters have it, or has lost the order of its headers.
    private static func evidence(_ object: [String: Any]) -> [Observation]? {
        guard let list = object["evidence"] else { return [] }
        guard let links = list as? [[String: Any]], links.allSatisfy(isOrdered) else { return nil }
        let read = links.compactMap(Observation.init)
        return read.count == links.count ? read : nil
    }
}
