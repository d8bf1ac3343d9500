import Foundation

/// What an error says of a failure.
enum Fact: Equatable {
    /// What broke below HTTP and WebSocket.
    case transport(String)
    /// A rule that the server broke.
    case violation
    /// A parameter refused before any request.
    case refused(String)
    /// The caller ended it, which is no failure.
    case cancellation

    /// A broken connection of which no more is known.
    static let broken = Self.transport("other")

    /// Nothing for an error of another kind.
    init?(_ error: any Error) {
        let cocoa = cocoa(error)
        let byUser = cocoa.domain == NSCocoaErrorDomain && cocoa.code == NSUserCancelledError
        if error is CancellationError || byUser {
            self = .cancellation
            return
        }
        let sources = [urlFact, posixFact, cfNetworkFact, curlFact]
        guard let fact = sources.lazy.compactMap({ $0(cocoa) }).first else { return nil }
        self = fact
    }
}

/// What a chain of errors says.
enum Finding {
    case classified(AvatarError)
    case cancelled
    case found(Fact?)

    /// The first that says something decides; a broken connection is refined by what broke it.
    init(_ links: [any Error]) {
        var found: Fact?
        for link in links {
            if found == nil, let classified = link as? AvatarError {
                self = .classified(classified)
                return
            }
            guard let fact = Fact(link) else { continue }
            switch (found, fact) {
            case (nil, _), (.broken, .transport): found = fact
            default: break
            }
            if found != .broken { break }
        }
        self = found == .cancellation ? .cancelled : .found(found)
    }
}

extension Failure {
    mutating func add(_ fact: Fact?) {
        switch fact {
        case .transport(let word): transport = word
        case .violation: self.protocol = "other"
        case .refused(let argument): invalidArgument = argument
        case .cancellation, nil: break
        }
    }
}
