internal import AvatarErrorsGenerated
import Foundation

/// Says when an alerting failure recurs: once, then quiet for a cool-down, then when it has cleared.
///
/// Counts `upstreamError`, `serverError` and `protocolError` by their fingerprint, in bounded memory.
///
///     for event in monitor.record(error) { page(event.event, event.fingerprint) }
public final class RecurrenceMonitor: Sendable {
    private let state: Locked<String>
    private let clock: @Sendable () -> Int64

    /// - Parameters:
    ///   - threshold: how many make an alert, 1–100
    ///   - windowMs: the sliding window in which they count
    ///   - coolDownMs: how long after an alert there is none of the same failure
    ///   - clock: gives milliseconds; the system's where not given
    /// - Throws: `InvalidPolicy` where a value cannot be.
    public init(
        threshold: Int = 5,
        windowMs: Int64 = 300_000,
        coolDownMs: Int64 = 900_000,
        clock: @escaping @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1000) }
    ) throws(InvalidPolicy) {
        let policy = """
            {"threshold":\(threshold),"window_ms":\(windowMs),"cool_down_ms":\(coolDownMs)}
            """
        state = Locked(try InvalidPolicy.check { try recurrenceMonitor(policy: policy) })
        self.clock = clock
    }

    /// Counts a failure; gives what there is to tell, of other failures too.
    public func record(_ error: AvatarError) -> [RecurrenceEvent] {
        tell(error.toJSON())
    }

    /// What there is to tell now. Call it every now and then: nothing else notices that a failure
    /// has stopped.
    public func check() -> [RecurrenceEvent] {
        tell("")
    }

    private func tell(_ error: String) -> [RecurrenceEvent] {
        let now = clock()
        return state.withLock { state in
            guard let recurred = try? recur(monitor: state, error: error, nowMs: now) else { return [] }
            state = recurred.monitor
            return recurred.events.map(RecurrenceEvent.init)
        }
    }
}
