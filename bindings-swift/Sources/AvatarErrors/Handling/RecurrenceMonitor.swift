internal import AvatarErrorsGenerated

/// Says when an alerting failure recurs: once, then quiet for a cool-down, then when it has cleared.
///
/// Counts `upstreamError`, `serverError` and `protocolError` by their fingerprint, in bounded memory.
/// Tasks may share it.
///
///     for event in monitor.record(error) { page(event.event, event.fingerprint) }
public final class RecurrenceMonitor: Sendable {
    private let native: AvatarErrorsGenerated.RecurrenceMonitor
    private let clock: (@Sendable () -> Int64)?

    /// - Parameters:
    ///   - threshold: how many make an alert, 1–100
    ///   - windowMs: the sliding window in which they count
    ///   - coolDownMs: how long after an alert there is none of the same failure
    ///   - clock: gives milliseconds; where not given Unix time, which nobody can set back or forth
    /// - Throws: `InvalidPolicy` where a value cannot be.
    public init(
        threshold: Int = 5,
        windowMs: Int64 = 300_000,
        coolDownMs: Int64 = 900_000,
        clock: (@Sendable () -> Int64)? = nil
    ) throws(InvalidPolicy) {
        native = try InvalidPolicy.check {
            try AvatarErrorsGenerated.RecurrenceMonitor(
                threshold: Double(threshold),
                windowMs: Double(windowMs),
                coolDownMs: Double(coolDownMs)
            )
        }
        self.clock = clock
    }

    /// Counts a failure; gives what there is to tell, of other failures too.
    public func record(_ error: AvatarError) -> [RecurrenceEvent] {
        RecurrenceEvent.all(
            clock.map { native.recordedAt(error: error.core, nowMs: Double($0())) }
                ?? native.recorded(error: error.core)
        )
    }

    /// What there is to tell now. Call it every now and then: nothing else notices that a failure
    /// has stopped.
    public func check() -> [RecurrenceEvent] {
        RecurrenceEvent.all(clock.map { native.checkedAt(nowMs: Double($0())) } ?? native.checked())
    }
}
