import AvatarErrors
import XCTest

final class HandlingVectorTests: XCTestCase {
    func testEveryDecision() throws {
        let vectors = try HandlingVector.read("retry")
        for vector in vectors {
            let state = vector.state ?? [:]
            let known = ["attempt", "elapsed_ms", "renewals", "random", "budget"]
            XCTAssertTrue(Set(state.keys).isSubset(of: known), vector.name)
            let policy = try vector.policy.map { try RetryPolicy($0) } ?? .default
            let decision = policy.decide(
                try vector.failure,
                attempt: state["attempt"].map { Int($0) } ?? 1,
                elapsedMs: state["elapsed_ms"].map { Int64($0) } ?? 0,
                renewals: state["renewals"].map { Int($0) } ?? 0,
                random: state["random"] ?? 1,
                budget: state["budget"].map { Int($0) } ?? 500
            )
            assertSameBytes(decision.toJSON(), vector.decision, vector.name)
            let told = """
                {"retry":\(decision.retry),"wait_ms":\(decision.waitMs),"new_token":\(decision.newToken),\
                "new_session":\(decision.newSession),"cost":\(decision.cost),"reason":"\(decision.reason)"}
                """
            assertSameBytes(told, vector.decision, vector.name)
        }
        XCTAssertGreaterThanOrEqual(vectors.count, 160)
    }

    func testEveryLogLine() throws {
        let vectors = try HandlingVector.read("log")
        for vector in vectors {
            let error = try vector.failure
            assertSameBytes(error.logLine, vector.fields, vector.name)
            let fields = try error.logFields.map { "\(try quoted($0.name)):\(try json($0.value))" }
            assertSameBytes("{\(fields.joined(separator: ","))}", vector.fields, vector.name)
            XCTAssertTrue(error.logLine.contains("\"severity\":\"\(error.severity)\""), vector.name)
        }
        XCTAssertGreaterThanOrEqual(vectors.count, 40)
    }

    func testEveryProblemDocument() throws {
        let vectors = try HandlingVector.read("problem")
        for vector in vectors {
            let error = try vector.failure
            assertSameBytes(error.problem.toJSON(), vector.problem, vector.name)
            let document = try JSONSerialization.jsonObject(with: Data(error.problem.toJSON().utf8))
            let members = try XCTUnwrap(document as? [String: Any], vector.name)
            XCTAssertEqual(members["status"] as? Int, error.problem.status, vector.name)
            XCTAssertEqual(members["retry_after"] as? Int64, error.problem.retryAfterSeconds, vector.name)
            let surface = try [
                ("user_message", error.userMessage), ("operator_hint", error.operatorHint),
                ("doc_url", error.docURL?.absoluteString ?? ""),
            ].map { "\"\($0)\":\(try quoted($1))" }
            assertSameBytes("{\(surface.joined(separator: ","))}", vector.surface, vector.name)
        }
        XCTAssertGreaterThanOrEqual(vectors.count, 50)
    }

    func testEveryHistory() throws {
        let vectors = try HandlingVector.read("recurrence")
        for vector in vectors {
            let history = try XCTUnwrap(vector.history, vector.name)
            let expected = try XCTUnwrap(vector.events, vector.name)
            let clock = Counter()
            let monitor = try RecurrenceMonitor(vector.policy ?? [:]) { history[clock.next()].atMs }
            for (entry, events) in zip(history, expected) {
                let told =
                    try entry.error.map { monitor.record(try AvatarError(json: $0)) } ?? monitor.check()
                let text = "[\(told.map { $0.toJSON() }.joined(separator: ","))]"
                assertSameBytes(text, events, "\(vector.name) at \(entry.atMs)")
                for event in told {
                    let fingerprint = try event.fingerprint.map { try quoted($0) }.joined(separator: ",")
                    let properties = """
                        {"event":"\(event.event)","fingerprint":[\(fingerprint)],\
                        "count":\(event.count),"at_ms":\(event.atMs)}
                        """
                    XCTAssertEqual(properties, event.toJSON(), vector.name)
                }
            }
            XCTAssertEqual(history.count, expected.count, vector.name)
            XCTAssertEqual(clock.next(), history.count, vector.name)
        }
        XCTAssertGreaterThanOrEqual(vectors.count, 50)
    }

    func testEveryPolicyThatCannotBe() throws {
        let vectors = try HandlingVector.read("invalid", as: InvalidVector.self)
        for vector in vectors where !vector.onlyJSON {
            let call =
                vector.recurrence.map { values in { _ = try RecurrenceMonitor(values) } }
                ?? { _ = try RetryPolicy(vector.policy ?? [:]) }
            XCTAssertThrowsError(try call(), vector.name) { error in
                XCTAssertTrue(error is InvalidPolicy, vector.name)
                XCTAssertTrue(error.localizedDescription.contains(vector.refused), "\(vector.name): \(error)")
            }
        }
        let run = vectors.filter { !$0.onlyJSON }.count
        XCTAssertGreaterThanOrEqual(run, 20)
        print("policies that cannot be: \(run) run of \(vectors.count), the others can only be said in JSON")
    }

    private func assertSameBytes(_ ours: String, _ theirs: String?, _ name: String) {
        XCTAssertEqual(
            Array(ours.utf8),
            theirs.map { Array($0.utf8) },
            "\(name):\n  \(ours)\n  \(theirs ?? "")"
        )
    }

    private func json(_ value: LogValue) throws -> String {
        if case .text(let text) = value { return try quoted(text) }
        return "\(value)"
    }

    private func quoted(_ text: String) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return String(decoding: try encoder.encode(text), as: UTF8.self)
    }
}
