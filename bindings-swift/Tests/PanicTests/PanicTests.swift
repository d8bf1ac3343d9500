import AvatarErrors
import XCTest

/// Runs with the library that panics where it reads these words.
final class PanicTests: XCTestCase {
    private let request = "panic on request"

    func testAPanicWhileClassifyingIsAnOrdinaryError() {
        var caught: AvatarError?
        do {
            throw AvatarError(Failure(phase: .websocketSend, httpStatus: 401, message: request))
        } catch let error as AvatarError {
            caught = error
        } catch {}
        XCTAssertEqual(caught?.code, .unknown)
        XCTAssertEqual(caught?.phase, .websocketSend)
        XCTAssertEqual(caught?.recovery, .report)
        XCTAssertNil(caught?.httpStatus, "the library did not panic")
        XCTAssertEqual(caught?.localizedDescription, caught?.message)
        XCTAssertEqual(
            AvatarError(Failure(phase: .websocketConnect, httpStatus: 401)).code,
            .sessionTokenExpired
        )
    }

    func testAPanicWhileReadingIsAnOrdinaryError() {
        XCTAssertThrowsError(try AvatarError(json: request)) { error in
            XCTAssertTrue(error is InvalidJSON)
            XCTAssertEqual(error.localizedDescription, "not read, because of a defect of the library")
        }
    }
}
