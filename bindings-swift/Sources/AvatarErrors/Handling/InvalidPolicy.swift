internal import AvatarErrorsGenerated
import Foundation

/// A value that a `RetryPolicy` or a `RecurrenceMonitor` cannot have.
public struct InvalidPolicy: LocalizedError, Sendable, Hashable {
    /// Which one, and what it can be.
    public let errorDescription: String?

    /// What the core answers; thrown where it refuses.
    static func check<Answer>(_ call: () throws -> Answer) throws(Self) -> Answer {
        do {
            return try call()
        } catch Refused.Because(let reason) {
            throw Self(errorDescription: reason)
        } catch {
            throw Self(errorDescription: "not checked, because of a defect of the library")
        }
    }
}
