internal import AvatarErrorsGenerated
import Foundation

/// A chain of errors, and what each link of it says. Which of them counts is the core's to decide.
struct Evidence {
    private(set) var observations: [Observation] = []
    private var errors: [any Error] = []

    init(of error: any Error) {
        add(error, depth: 0)
        observations[0].facts.message = nativeText(error)
    }

    /// Another chain, beneath the error as a cause of it.
    mutating func add(cause error: (any Error)?) {
        if let error { add(error, depth: 1) }
    }

    private mutating func add(_ error: any Error, depth: Int32) {
        for link in links(of: error, depth: depth) {
            var said = observation(of: link.error)
            (said.link, said.depth) = (link.kind.rawValue, link.depth)
            observations.append(said)
            errors.append(link.error)
        }
    }

    /// What decides.
    enum Verdict {
        /// A link by its facts, or no link at all.
        case facts(Failure?)
        case noFailure
        case classified(AvatarError)
    }

    var verdict: Verdict {
        let failure = NativeFailure(phase: Phase.unknown.rawValue)
        observations.tell(failure)
        switch failure.weigh() {
        case .noFailure: return .noFailure
        case .classified(let at):
            return (errors[Int(at)] as? AvatarError).map { .classified($0) } ?? .facts(nil)
        case .facts(let at): return .facts(observations[Int(at)].facts)
        case .nothing: return .facts(nil)
        }
    }
}

extension [Observation] {
    func tell(_ failure: NativeFailure) {
        for observation in self {
            let facts = NativeFailure(phase: observation.facts.phase.rawValue)
            observation.facts.tell(facts)
            failure.observed(
                link: observation.link,
                depth: observation.depth,
                noFailure: observation.noFailure,
                classified: observation.classified,
                facts: facts
            )
        }
    }

    /// The same beneath another link.
    func beneath(_ outermost: Observation) -> Self {
        [outermost]
            + map { observation in
                var deeper = observation
                deeper.depth += 1
                return deeper
            }
    }
}
