internal import AvatarErrorsGenerated

/// Something to tell whoever watches.
public struct RecurrenceEvent: Sendable, Hashable, CustomStringConvertible {
    private let told: NativeEvents
    private let at: UInt32

    static func all(_ told: NativeEvents) -> [Self] {
        let count = told.count()
        return count == 0 ? [] : (0..<count).map { Self(told: told, at: $0) }
    }

    /// `fired`: alert; `cleared`: not seen for a whole window.
    public var event: String { told.event(at: at) }

    /// Code, phase and detail of the failure.
    public var fingerprint: [String] { (0..<3).map { told.fingerprint(at: at, part: $0) } }

    /// Of `fired` how often it was seen in the window, of `cleared` how often since it fired.
    public var count: Int { Int(clamping: told.seen(at: at)) }

    /// When, on the monitor's clock, in milliseconds.
    public var atMs: Int64 { told.atMs(at: at) }

    /// One line of JSON: the same bytes in every language.
    public func toJSON() -> String { told.toJson(at: at) }

    public var description: String { toJSON() }

    public static func == (left: Self, right: Self) -> Bool {
        left.toJSON() == right.toJSON()
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(toJSON())
    }
}
