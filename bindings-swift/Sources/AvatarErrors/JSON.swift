internal import AvatarErrorsGenerated
import Foundation

/// A text that is not the JSON of an error.
public struct InvalidJSON: LocalizedError, Sendable, Hashable {
    /// What is wrong with it, without repeating it.
    public let errorDescription: String?
}

extension AvatarError {
    /// The canonical JSON: the same bytes in every language.
    public func toJSON() -> String {
        core.toJson()
    }

    /// Reads canonical JSON back, also that of a newer version: what
    /// classification could have made, anything else is refused.
    ///
    /// - Throws: `InvalidJSON` where it is not one JSON object with the fields of an error.
    public init(json: String) throws(InvalidJSON) {
        do {
            self.init(try NativeError.fromJson(json: json))
        } catch Refused.Because(let reason) {
            throw InvalidJSON(errorDescription: reason)
        } catch {
            throw InvalidJSON(errorDescription: "not read, because of a defect of the library")
        }
    }

    /// Classifies a failure in its JSON form; nothing where it is not one JSON object.
    package init?(line: String) {
        guard let core = try? NativeError.ofLine(failure: line) else { return nil }
        self.init(core)
    }
}
