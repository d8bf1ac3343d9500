import AvatarErrors
import XCTest

final class RetryPolicyTests: XCTestCase {
    private let reset = AvatarError(Failure(phase: .websocketRuntime, transport: "reset"))

    func testTheDefaultPolicyIsTheDocumentedOne() throws {
        XCTAssertEqual(try RetryPolicy(), .default)
        XCTAssertEqual(
            try RetryPolicy(
                attempts: 3,
                baseMs: 500,
                factor: 2,
                capMs: 20_000,
                maxRetryAfterMs: 60_000,
                maxElapsedMs: 120_000
            ),
            .default
        )
        for factor in [Double.nan, .infinity, -.infinity, 0.99] {
            XCTAssertThrowsError(try RetryPolicy(factor: factor)) { XCTAssertTrue($0 is InvalidPolicy) }
        }
    }

    func testADecisionTakesAnyState() {
        let decision = RetryPolicy.default.decide(
            reset,
            attempt: .min,
            elapsedMs: .min,
            renewals: .min,
            random: .nan,
            budget: .max
        )
        XCTAssertEqual(decision.waitMs, 500)
        XCTAssertEqual(decision.wait, 0.5)
        XCTAssertEqual(RetryPolicy.default.decide(reset, attempt: .max).reason, "attempts_exhausted")
        XCTAssertEqual(RetryPolicy.default.decide(reset, elapsedMs: .max).reason, "time_exhausted")
        XCTAssertEqual(RetryPolicy.default.decide(reset, budget: .min).reason, "budget_exhausted")
    }
}
