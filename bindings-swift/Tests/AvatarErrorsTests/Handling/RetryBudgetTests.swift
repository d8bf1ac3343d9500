import AvatarErrors
import XCTest

final class RetryBudgetTests: XCTestCase {
    func testTakesAnyNumber() {
        let budget = RetryBudget(capacity: 10)
        XCTAssertFalse(budget.take(11))
        XCTAssertTrue(budget.take(10))
        budget.refund(.max)
        XCTAssertEqual(budget.left, 10)
        XCTAssertTrue(budget.take(.min))
        budget.refund(.min)
        XCTAssertEqual(budget.left, 10)
        XCTAssertEqual(RetryBudget(capacity: .min).left, 0)
    }

    func testIsSharedByTasks() async {
        let budget = RetryBudget(capacity: 1_000)
        let taken = await withTaskGroup(of: Bool.self) { tasks in
            for _ in 0..<2_000 { tasks.addTask { budget.take(1) } }
            return await tasks.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        XCTAssertEqual(taken, 1_000)
        XCTAssertEqual(budget.left, 0)
    }
}
