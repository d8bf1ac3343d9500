internal import AvatarErrorsGenerated

/// Something to tell whoever watches.
public struct RecurrenceEvent: Sendable, Hashable, CustomStringConvertible {
    private let told: Event

    init(_ told: Event) {
        self.told = told
    }

    /// `fired`: alert; `cleared`: not seen for a whole window.
    public var event: String { told.event }

    /// Code, phase and detail of the failure.
    public var fingerprint: [String] { told.fingerprint }

    /// Of `fired` how often it was seen in the window, of `cleared` how often since it fired.
    public var count: Int { Int(clamping: told.count) }

    /// When, on the monitor's clock, in milliseconds.
    public var atMs: Int64 { told.atMs }

    /// One line of JSON: the same bytes in every language.
    public func toJSON() -> String { told.json }

    public var description: String { toJSON() }
}
