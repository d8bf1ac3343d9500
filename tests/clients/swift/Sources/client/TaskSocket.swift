import AvatarErrors
import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The WebSocket of `URLSession`.
final class TaskSocket: Socket {
    /// Where the task hangs, a longer limit would only be waited for.
    private static let patience: TimeInterval = 5
    private let session = URLSession(configuration: .ephemeral)
    private let task: URLSessionWebSocketTask
    /// Always under way: on Linux the end of a connection drops what came before and nobody waits for.
    private var next: Task<URLSessionWebSocketTask.Message, any Error>

    init(_ request: URLRequest) {
        let task = session.webSocketTask(with: request)
        task.resume()
        self.task = task
        next = Task { try await task.receive() }
    }

    func send(_ message: [UInt8], limit: TimeInterval) async throws {
        try await within(limit) { try await task.send(.data(Data(message))) }
    }

    func receive(limit: TimeInterval) async throws -> Received {
        let message = try await within(limit) { try await next.value }
        next = Task { [task] in try await task.receive() }
        switch message {
        case .data(let data): return .binary(Array(data))
        case .string: return .text
        @unknown default: return .violation
        }
    }

    func error(_ error: any Error, _ phase: Phase, _ connectionID: String?) throws -> AvatarError {
        try AvatarError(error, phase: phase, task: task, connectionID: connectionID)
    }

    func close() {
        session.invalidateAndCancel()
    }

    /// The task's own time-outs end no call of an open socket, and it does not heed cancellation.
    private func within<Value: Sendable>(
        _ limit: TimeInterval,
        _ run: () async throws -> Value
    ) async throws -> Value {
        let patience = UInt64(min(limit, Self.patience) * 1e9)
        let guardian = Task { [task] in
            try await Task.sleep(nanoseconds: patience)
            task.cancel()
        }
        do {
            let result = try await run()
            guardian.cancel()
            return result
        } catch {
            guardian.cancel()
            if case .success = await guardian.result { throw URLError(.timedOut) }
            throw error
        }
    }
}
