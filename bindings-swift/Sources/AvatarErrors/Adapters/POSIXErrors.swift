import Foundation

/// The errors of the system's calls: `POSIXError`, and what has an errno beneath.
@Sendable func posixError(_ error: any Error) -> Observation? {
    let error = cocoa(error)
    guard error.domain == NSPOSIXErrorDomain else { return nil }
    switch Int32(truncatingIfNeeded: error.code) {
    case ECANCELED: return .noFailure
    case ECONNREFUSED: return .transport("refused")
    case EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, ENETDOWN, EADDRNOTAVAIL: return .transport("unreachable")
    case ECONNRESET, ECONNABORTED, EPIPE, ENOTCONN, ESHUTDOWN: return .transport("reset")
    case ETIMEDOUT: return .transport("timeout")
    // Of files and processes.
    case EPERM, ENOENT, ESRCH, ECHILD, EACCES, EEXIST, ENOTDIR, EISDIR: return nil
    default: return .broken
    }
}
