import AvatarErrors
import XCTest

final class RecurrenceMonitorTests: XCTestCase {
    private let error = AvatarError(Failure(phase: .websocketRuntime, closeCode: 4503))

    func testFiresOnceHoweverManyTasksRecord() async throws {
        let monitor = try RecurrenceMonitor(threshold: 100)
        let error = error
        let events = await withTaskGroup(of: [RecurrenceEvent].self) { tasks in
            for _ in 0..<400 { tasks.addTask { monitor.record(error) } }
            return await tasks.reduce(into: []) { $0 += $1 }
        }
        XCTAssertEqual(events.map(\.event), ["fired"])
        XCTAssertEqual(events.first?.count, 100)
        XCTAssertEqual(events.first?.fingerprint, error.fingerprint)
    }

    func testEveryRecordCounts() async throws {
        let clock = Counter()
        let monitor = try RecurrenceMonitor(threshold: 1, windowMs: 1_000_000) { Int64(clock.value) }
        let error = error
        await withTaskGroup(of: Void.self) { tasks in
            for _ in 0..<8 {
                tasks.addTask {
                    for _ in 0..<50 { _ = monitor.record(error) }
                }
            }
        }
        for _ in 0..<1_000_000 { clock.next() }
        XCTAssertEqual(monitor.check().map(\.count), [399])
    }

    func testItsClockIsUnixTime() throws {
        let monitor = try RecurrenceMonitor(threshold: 1)
        let before = Int64(Date().timeIntervalSince1970 * 1000)
        let event = try XCTUnwrap(monitor.record(error).first)
        XCTAssertTrue((before...before + 10_000).contains(event.atMs), "\(event)")
        XCTAssertEqual(monitor.check(), [])
    }

    func testTakesAnyTime() throws {
        for time in [Int64.min, .max] {
            let monitor = try RecurrenceMonitor(threshold: 1) { time }
            XCTAssertEqual(monitor.record(error).map(\.event), ["fired"])
            XCTAssertEqual(monitor.record(error), [])
        }
    }
}
