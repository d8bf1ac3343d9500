import AvatarErrors
import Foundation

/// Which WebSocket the client uses.
enum SocketKind: String {
    case posix
    case urlsession
}

/// What a socket gives in the end.
enum Received {
    case binary([UInt8])
    case text
    /// A close frame; 1005 stands for one without a status.
    case close(code: Int, reason: String)
    /// What breaks the rules of RFC 6455.
    case violation
}

/// A WebSocket. Its first `send` also opens it, where its library is made so.
protocol Socket {
    func send(_ message: [UInt8], limit: TimeInterval) async throws
    func receive(limit: TimeInterval) async throws -> Received
    /// What an error of these calls says.
    func error(_ error: any Error, _ phase: Phase, _ connectionID: String?) throws -> AvatarError
    func close()
}
