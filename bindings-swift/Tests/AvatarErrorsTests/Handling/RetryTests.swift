import AvatarErrors
import XCTest

final class RetryTests: XCTestCase {
    private let reset = AvatarError(Failure(phase: .websocketRuntime, transport: "reset"))
    private let expired = AvatarError(Failure(phase: .websocketConnect, httpStatus: 401))
    private let unpaid = AvatarError(Failure(phase: .websocketConnect, httpStatus: 402))
    private let fast: RetryPolicy = (try? RetryPolicy(baseMs: 1)) ?? .default

    /// Not sendable, as a session need not be.
    private final class Session {
        var tries: [Attempt] = []
    }

    func testATransientFailureIsTriedAgain() async throws {
        let session = Session()
        let budget = RetryBudget()
        var told: [String] = []
        let answer = try await withRetry(
            policy: fast,
            budget: budget,
            onRetry: { told.append("\($0.code) \($1.reason) \(budget.left)") },
            operation: { attempt in
                session.tries.append(attempt)
                if attempt.number < 3 { throw self.reset }
                return session
            }
        )
        XCTAssertTrue(answer === session)
        XCTAssertEqual(told, ["connectionClosed transient 486", "connectionClosed transient 472"])
        XCTAssertEqual(session.tries.map(\.number), [1, 2, 3])
        XCTAssertEqual(session.tries.map(\.newToken), [false, true, true])
        XCTAssertEqual(session.tries.map(\.newSession), [false, true, true])
        XCTAssertEqual(budget.left, 486, "the success gave back what its last retry took")
    }

    func testItGivesUpWithTheLastErrorAndSaysHowOftenItTried() async throws {
        var tries = 0
        let given = try await failure {
            tries = $0.number
            throw AvatarError(Failure(phase: .websocketRuntime, transport: "reset", reqID: "r-\($0.number)"))
        }
        XCTAssertEqual(tries, 3)
        XCTAssertEqual(given.reqID, "r-3")
        XCTAssertEqual(given.attempts, 3)
        XCTAssertNil(reset.attempts)
        let read = try AvatarError(json: given.toJSON())
        XCTAssertNil(read.attempts)
        XCTAssertEqual(read, given)
        XCTAssertEqual(Set([read, given]).count, 1)
        for text in [
            given.toJSON(), "\(given)", "\(given.errorUserInfo)", given.logLine, given.problem.toJSON(),
        ] {
            XCTAssertFalse(text.contains("attempts"), text)
        }
    }

    func testATokenIsRenewedOnce() async throws {
        var tries: [Attempt] = []
        let given = try await failure {
            tries.append($0)
            throw self.expired
        }
        XCTAssertEqual(given.attempts, 2)
        XCTAssertEqual(tries.map(\.newToken), [false, true])
        XCTAssertEqual(tries.map(\.newSession), [false, false])
    }

    func testWhatAnOperatorMustMendIsNotTriedAgain() async throws {
        var tries = 0
        let given = try await failure { _ in
            tries += 1
            throw self.unpaid
        }
        XCTAssertEqual([tries, given.attempts], [1, 1])
        XCTAssertEqual(given.code, .billingRequired)
    }

    func testAnotherErrorPassesAtOnce() async {
        struct Other: Error {}
        var tries = 0
        do {
            try await withRetry(policy: fast) { _ in
                tries += 1
                throw Other()
            }
            XCTFail("nothing was thrown")
        } catch {
            XCTAssertTrue(error is Other)
        }
        XCTAssertEqual(tries, 1)
    }

    func testAnEmptyBudgetStopsRetriesAndNoFirstTry() async throws {
        let budget = RetryBudget(capacity: 20)
        let first = try await failure(budget: budget) { _ in throw self.reset }
        XCTAssertEqual(first.attempts, 2)
        XCTAssertEqual(budget.left, 6)
        let second = try await failure(budget: budget) { _ in throw self.reset }
        XCTAssertEqual(second.attempts, 1)
        let answer = try await withRetry(policy: fast, budget: budget) { _ in "up" }
        XCTAssertEqual(answer, "up")
        XCTAssertEqual(budget.left, 7)
    }

    func testWhoBringsNoBudgetSharesOne() async throws {
        let before = RetryBudget.shared.left
        let reset = reset
        try? await withRetry(policy: RetryPolicy(attempts: 2, baseMs: 1)) { _ in throw reset }
        XCTAssertEqual(RetryBudget.shared.left, before - 14)
        try await withRetry { _ in }
        XCTAssertEqual(RetryBudget.shared.left, before - 13)
    }

    /// It would wait for an hour, or longer than nanoseconds can count.
    func testACancellationEndsTheWait() async throws {
        for waitMs in [3_600_000, 9_007_199_254_740_991] as [Int64] {
            let budget = RetryBudget()
            let tries = try await cancelledWait(waitMs, budget)
            XCTAssertEqual(tries, 1)
            XCTAssertEqual(budget.left, RetryBudget.defaultCapacity)
        }
    }

    func testCancelledWaitsLeaveTheBudgetFull() async throws {
        let budget = RetryBudget()
        for _ in 0..<36 { _ = try await cancelledWait(3_600_000, budget) }
        XCTAssertEqual(budget.left, RetryBudget.defaultCapacity)
    }

    /// A retry whose wait is cancelled as soon as it is decided on; how often it tried.
    private func cancelledWait(_ waitMs: Int64, _ budget: RetryBudget) async throws -> Int {
        let longest: Int64 = 9_007_199_254_740_991
        let policy = try RetryPolicy(baseMs: 0, maxRetryAfterMs: waitMs, maxElapsedMs: longest)
        let busy = try throttled(waitMs)
        let tries = Counter()
        let (waits, waiting) = AsyncStream.makeStream(of: Int.self)
        let task = Task {
            try await withRetry(
                policy: policy,
                budget: budget,
                onRetry: { _, _ in waiting.yield(budget.left) },
                operation: { _ in
                    tries.next()
                    throw busy
                }
            )
        }
        for await left in waits {
            XCTAssertLessThan(left, RetryBudget.defaultCapacity, "the retry is paid for")
            break
        }
        task.cancel()
        let ended = await task.result
        XCTAssertThrowsError(try ended.get()) { XCTAssertTrue($0 is CancellationError, "\($0)") }
        return tries.value
    }

    func testACancellationOfTheOperationPassesUntouched() async {
        let budget = RetryBudget()
        let task = Task {
            try await withRetry(policy: .default, budget: budget, onRetry: { _, _ in XCTFail("tried again") })
            { _ in
                try? await Task.sleep(nanoseconds: 10_000_000_000)
                throw AvatarError(Failure(phase: .websocketConnect, transport: "reset"))
            }
        }
        task.cancel()
        let ended = await task.result
        XCTAssertThrowsError(try ended.get()) { XCTAssertTrue($0 is CancellationError, "\($0)") }
        XCTAssertEqual(budget.left, 500)
    }

    func testRunsWhereItsCallerIsIsolated() async throws {
        let token = try await Self.renewed(fast, after: expired)
        XCTAssertEqual(token, "new")
    }

    @MainActor private static func renewed(
        _ policy: RetryPolicy,
        after error: AvatarError
    ) async throws -> String {
        var token = "old"
        let session = try await withRetry(policy: policy, budget: RetryBudget()) { attempt in
            MainActor.assertIsolated()
            if attempt.newToken { token = "new" }
            if attempt.number == 1 { throw error }
            return Session()
        }
        XCTAssertEqual(session.tries, [])
        return token
    }

    private func failure(
        budget: RetryBudget = RetryBudget(),
        _ operation: (Attempt) async throws -> Void
    ) async throws -> AvatarError {
        do {
            try await withRetry(policy: fast, budget: budget, operation: operation)
        } catch let error as AvatarError {
            return error
        }
        throw NothingThrown(instead: "an answer")
    }

    private func throttled(_ waitMs: Int64) throws -> AvatarError {
        try AvatarError(
            json:
                #"{"code":"serverError","phase":"session_token","message":"m","recovery":"retry","retryable":true,"alert":true,"retry_after_ms":\#(waitMs),"rule":"r"}"#
        )
    }
}
