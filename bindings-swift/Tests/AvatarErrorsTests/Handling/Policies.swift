import AvatarErrors
import XCTest

extension RetryPolicy {
    /// From the numbers of a vector, which a `Double` holds exactly; the default for those not given.
    init(_ values: [String: Double]) throws {
        let known = ["attempts", "base_ms", "factor", "cap_ms", "max_retry_after_ms", "max_elapsed_ms"]
        XCTAssertTrue(Set(values.keys).isSubset(of: known), "\(values)")
        func ms(_ name: String, _ byDefault: Int64) -> Int64 { values[name].map { Int64($0) } ?? byDefault }
        let usual = RetryPolicy.default
        try self.init(
            attempts: values["attempts"].map { Int($0) } ?? usual.attempts,
            baseMs: ms("base_ms", usual.baseMs),
            factor: values["factor"] ?? usual.factor,
            capMs: ms("cap_ms", usual.capMs),
            maxRetryAfterMs: ms("max_retry_after_ms", usual.maxRetryAfterMs),
            maxElapsedMs: ms("max_elapsed_ms", usual.maxElapsedMs)
        )
    }
}

extension RecurrenceMonitor {
    convenience init(
        _ values: [String: Double],
        clock: @escaping @Sendable () -> Int64 = { 0 }
    ) throws {
        XCTAssertTrue(Set(values.keys).isSubset(of: ["threshold", "window_ms", "cool_down_ms"]), "\(values)")
        try self.init(
            threshold: values["threshold"].map { Int($0) } ?? 5,
            windowMs: values["window_ms"].map { Int64($0) } ?? 300_000,
            coolDownMs: values["cool_down_ms"].map { Int64($0) } ?? 900_000,
            clock: clock
        )
    }
}
