import AvatarErrors
import Dispatch
import Foundation

/// A session that is tried again, as an SDK does.
struct Drill: Decodable {
    private let name: String
    private let cancelAfterMs: UInt64?

    struct List: Decodable {
        let client: Scenario.Options
        let drills: [Drill]
    }

    /// What comes of it, as one line.
    func report(_ options: Scenario.Options, address: String, _ kind: SocketKind) async throws -> Data {
        let run = UUID().uuidString
        let base = "\(address)/d/\(name)/\(run)"
        let scenario = Scenario(name: name, console: base, ingress: base, options: options)
        let (tried, firstTry) = AsyncStream.makeStream(of: Never.self)
        let running = Task { await Self.outcome(of: scenario, kind, firstTry) }
        var line: [String: Any] = ["drill": name, "run": run]
        if let cancelAfterMs {
            for await _ in tried {}
            try await Task.sleep(nanoseconds: cancelAfterMs * 1_000_000)
            let cancelled = DispatchTime.now().uptimeNanoseconds
            running.cancel()
            _ = await running.value
            line["cancel_ms"] = Double(DispatchTime.now().uptimeNanoseconds - cancelled) / 1e6
        }
        let outcome = await running.value
        line["outcome"] = outcome.name
        line["tries"] = outcome.tries
        line["attempts"] = outcome.error?.attempts ?? NSNull()
        line["error"] = outcome.error?.toJSON() ?? NSNull()
        return try JSONSerialization.data(withJSONObject: line) + Data("\n".utf8)
    }

    private struct Outcome {
        var name = "up"
        var tries = 0
        var error: AvatarError?
    }

    private static func outcome(
        of scenario: Scenario,
        _ kind: SocketKind,
        _ firstTry: AsyncStream<Never>.Continuation
    ) async -> Outcome {
        var outcome = Outcome()
        var token: String?
        do {
            try await withRetry(budget: RetryBudget()) { attempt in
                defer { firstTry.finish() }
                outcome.tries += 1
                var session = Session(scenario, kind)
                // Tokens are single-use: what is kept for too long is refused.
                if attempt.newToken { token = nil }
                let fresh = if let token { token } else { try await session.token() }
                token = fresh
                try await session.converse(fresh, until: Envelope.serverResponseAnimation)
            }
        } catch let error as AvatarError {
            outcome.name = error.code.rawValue
            outcome.error = error
        } catch is CancellationError {
            outcome.name = "cancelled"
        } catch {
            outcome.name = "\(error)"
        }
        return outcome
    }
}
