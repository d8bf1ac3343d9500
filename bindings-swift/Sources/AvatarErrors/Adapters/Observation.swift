/// What one link of a chain of errors says by itself, whatever is around it.
package struct Observation: Sendable {
    /// The core's word for how it hangs together with the link above it.
    package var link: String
    package var depth: Int32
    /// A cancellation, or a close that the caller began.
    package var noFailure: Bool
    /// An error of this library already.
    package var classified: Bool
    package var facts: Failure

    package init(
        link: String = "cause",
        depth: Int32 = 0,
        noFailure: Bool = false,
        classified: Bool = false,
        facts: Failure = Failure(phase: .unknown)
    ) {
        self.link = link
        self.depth = depth
        self.noFailure = noFailure
        self.classified = classified
        self.facts = facts
    }
}

// What adapters say.
extension Observation {
    static let noFailure = Self(noFailure: true)

    static let classified = Self(classified: true)

    /// What broke below HTTP and WebSocket.
    static func transport(_ word: String) -> Self {
        Self(facts: Failure(phase: .unknown, transport: word))
    }

    /// A broken connection of which no more is known.
    static let broken = transport("other")

    /// A rule that the server broke.
    static let violation = Self(facts: Failure(phase: .unknown, protocol: "other"))

    /// A parameter refused before any request.
    static func refused(_ argument: String) -> Self {
        Self(facts: Failure(phase: .unknown, invalidArgument: argument))
    }
}
