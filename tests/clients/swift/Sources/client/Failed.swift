import AvatarErrors

/// A session is over; the facts say why.
struct Failed: Error {
    var failure = Failure(phase: .unknown)

    init(_ set: (inout Failure) -> Void) {
        set(&failure)
    }

    static func transport(_ word: String) -> Failed {
        Failed { $0.transport = word }
    }

    static func violation(_ word: String) -> Failed {
        Failed { $0.protocol = word }
    }
}
