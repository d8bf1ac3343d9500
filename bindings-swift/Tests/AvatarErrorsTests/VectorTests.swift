import AvatarErrors
import FailureLines
import XCTest

final class VectorTests: XCTestCase {
    func testEveryVectorGivesItsBytes() throws {
        var run = 0
        var native = 0
        var wrong: [String] = []
        let files = try Vector.files()
        for vector in try files.flatMap(Vector.read) {
            let line = try XCTUnwrap(FailureLine(vector.line), vector.name)
            wrong += differences(of: line.error, from: vector)
            wrong += differences(of: try XCTUnwrap(AvatarError(line: vector.line)), from: vector)
            run += 1
            native += line.native ? 1 : 0
        }
        XCTAssertEqual(wrong.count, 0, wrong.prefix(20).joined(separator: "\n"))
        XCTAssertEqual(run, Vector.count(in: files))
        XCTAssertGreaterThanOrEqual(run, 3_000)
        // Foundation reads no lone surrogate, its dictionaries have no order, and evidence that no
        // adapter would give is the core's to read.
        XCTAssertLessThanOrEqual(run - native, 90)
        print("vectors: \(run) run of \(Vector.count(in: files)), \(native) of them read by Foundation")
    }

    private func differences(of error: AvatarError, from vector: Vector) -> [String] {
        var wrong: [String] = []
        func expect<Value: Equatable>(_ what: String, _ ours: Value, _ theirs: Value) {
            if ours != theirs { wrong.append("\(vector.name), \(what):\n  \(ours)\n  \(theirs)") }
        }
        expect("JSON", Array(error.toJSON().utf8), Array(vector.error.utf8))
        expect(
            "read back",
            Array((try? AvatarError(json: vector.error).toJSON())?.utf8 ?? "".utf8),
            Array(vector.error.utf8)
        )
        expect("equality", try? AvatarError(json: vector.error), error)
        expect("localizedDescription", error.localizedDescription, error.message)
        if let fingerprint = vector.fingerprint { expect("fingerprint", error.fingerprint, fingerprint) }
        if let rawBody = vector.rawBody { expect("raw body", error.rawBody, rawBody) }
        expect("fields", fields(of: error), try? members(of: vector.error))
        return wrong
    }

    /// The error as its properties tell it.
    private func fields(of error: AvatarError) -> NSDictionary {
        var fields: [String: Any] = [
            "code": error.code.rawValue, "phase": error.phase.rawValue, "message": error.message,
            "recovery": error.recovery.rawValue, "retryable": error.retryable, "alert": error.alert,
            "rule": error.rule,
        ]
        fields["http_status"] = error.httpStatus
        fields["server_code"] = error.serverCode
        fields["server_title"] = error.serverTitle
        fields["server_detail"] = error.serverDetail
        fields["connection_id"] = error.connectionID
        fields["req_id"] = error.reqID
        fields["close_code"] = error.closeCode
        fields["close_reason"] = error.closeReason
        fields["retry_after_ms"] = error.retryAfterMs
        return NSDictionary(dictionary: fields)
    }

    private func members(of json: String) throws -> NSDictionary? {
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        return object.map { NSDictionary(dictionary: $0) }
    }
}
