import Foundation
import XCTest

@testable import AvatarErrors

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Chains of real errors give the answers of the vectors, in which the same chains are written out by
/// hand: other texts, the same facts.
final class EvidenceTests: XCTestCase {
    private let reset = POSIXError(.ECONNRESET)
    private let refused = POSIXError(.ECONNREFUSED)
    private let dns = url(.cannotFindHost)
    private let timeout = URLError(.timedOut)
    private let tls = url(.secureConnectionFailed)
    private let cancelled = CancellationError()
    /// A broken connection of which no more is known.
    private let wrapper = url(.networkConnectionLost)
    private let violation = url(.httpTooManyRedirects)
    private let own = AvatarError(Failure(phase: .websocketSend, invalidArgument: "audio"))

    private func wrapper(_ beneath: any Error) -> NSError { url(.networkConnectionLost, beneath: beneath) }

    private var single: [(String, any Error)] {
        [
            ("chain-one-link", reset),
            ("chain-one-link-runtime", POSIXError(.EPIPE)),
            ("chain-one-link-token", cocoa(NSPOSIXErrorDomain, Int(ECONNABORTED))),
            ("chain-silent", silent(silent())),
            ("chain-silent", Wrapper.empty(secret: "hidden")),
            ("chain-silent", POSIXError(.ENOENT)),
            ("wrapper-over-nothing", wrapper),
            ("wrapper-over-nothing", POSIXError(.EMFILE)),
            ("wrapper-over-nothing", cocoa("libcurl.Easy", 56)),
            ("wrapper-over-nothing", network(303)),
        ]
    }

    private var causes: [(String, any Error)] {
        [
            ("chain-cause-of-a-silent-root", silent(refused)),
            ("chain-cause-of-a-silent-root", Wrapper.single(refused)),
            ("chain-cause-of-a-silent-root", Wrapper.labelled(attempt: 2, error: refused)),
            ("chain-cause-of-a-silent-root", Failed(underlying: refused)),
            ("chain-deep", nested(4, around: dns)),
            ("chain-deep", Wrapper.single(Failed(underlying: silent(Wrapper.single(dns))))),
            ("chain-timeout-over-refused", url(.timedOut, beneath: refused)),
            (
                "chain-tls-over-reset",
                url(.serverCertificateUntrusted, beneath: network(-1005, beneath: reset))
            ),
            ("wrapper-over-dns", wrapper(network(2))),
            ("wrapper-over-refused", wrapper(network(-1004, beneath: refused))),
            ("wrapper-over-unreachable", wrapper(POSIXError(.ENETDOWN))),
            ("wrapper-over-reset", wrapper(network(-1005, beneath: reset))),
            ("wrapper-over-tls", wrapper(network(-1202))),
            ("wrapper-over-timeout", url(.unknown, beneath: cocoa("libcurl.Easy", 28))),
            ("wrapper-over-other-violation", url(.dataLengthExceedsMaximum, beneath: reset)),
            ("wrapper-over-violation-other", wrapper(violation)),
            ("wrapper-over-argument", url(.badServerResponse, beneath: URLError(.badURL))),
            ("wrapper-over-silence", wrapper(silent(silent()))),
            ("wrapper-over-wrapper", wrapper(wrapper)),
            ("wrapper-over-wrapper-over-tls", wrapper(network(302, beneath: tls))),
            ("wrapper-over-silence-over-reset", wrapper(silent(silent(reset)))),
            ("wrapper-beneath-a-silent-root", silent(wrapper(reset))),
        ]
    }

    private var groups: [(String, any Error)] {
        [
            ("group-wrapper-member-then-reset", silent(members: [wrapper, reset])),
            ("group-wrapper-member-then-reset", Wrapper.several([wrapper, reset])),
            ("group-wrapper-member-then-reset", Failed(others: [wrapper, reset])),
            (
                "group-wrapper-member-cause-of-neighbour",
                silent(members: [wrapper, silent(silent(members: [dns]))])
            ),
            ("group-wrapper-member-last", silent(members: [silent(), wrapper])),
            ("group-wrapper-cause-other-cause-not-beneath", Wrapper.both(first: wrapper, second: reset)),
            ("group-wrapper-cause-of-member", silent(members: [silent(wrapper), reset])),
            ("group-cause-after-wrapper-member", silent(tls, members: [wrapper])),
            ("no-failure-member-second", silent(members: [reset, cancelled])),
        ]
    }

    func testChainsGiveTheAnswersOfTheirVectors() throws {
        let chains = single + causes + groups
        for (name, error) in chains {
            let vector = try vector(name)
            let phase = try AvatarError(json: vector.error).phase
            try check(AvatarError(error, phase: phase), vector, error)
        }
        XCTAssertGreaterThanOrEqual(chains.count, 40)
        print("evidence: \(chains.count) chains of errors")
    }

    func testCancellationsThatDecideGoOnUntouched() throws {
        let chains: [(String, any Error)] = [
            ("no-failure-decides", url(.cancelled, beneath: reset)),
            ("no-failure-over-a-wrapper", url(.cancelled, beneath: wrapper(reset))),
            ("no-failure-beneath-a-silent-root", silent(cancelled, members: [reset])),
            ("no-failure-beneath-a-silent-root", Wrapper.single(CocoaError(.userCancelled))),
            ("no-failure-member-first", silent(members: [POSIXError(.ECANCELED), reset])),
        ]
        for (name, error) in chains {
            XCTAssertEqual(try vector(name).rule, "fallback.unknown", name)
            XCTAssertThrowsError(try AvatarError(error, phase: .websocketConnect), name) {
                XCTAssertEqual(
                    "\(cocoa($0).domain) \(cocoa($0).code)",
                    "\(cocoa(error).domain) \(cocoa(error).code)"
                )
                XCTAssertTrue(type(of: $0) == type(of: error), name)
            }
        }
    }

    func testCancellationsBeneathAWrapperDoNotCount() throws {
        let chains: [(String, any Error)] = [
            ("no-failure-beneath-a-wrapper", wrapper(cancelled)),
            ("no-failure-beneath-a-wrapper-over-reset", wrapper(url(.cancelled, beneath: reset))),
        ]
        for (name, error) in chains {
            let vector = try vector(name)
            try check(AvatarError(error, phase: .websocketConnect), vector, error)
        }
    }

    func testAnErrorThatIsClassifiedStaysWhatItIs() throws {
        let chains: [any Error] = [
            own, silent(own), wrapper(own), Wrapper.single(own), silent(members: [wrapper, own]),
            wrapper(silent(own)), Failed(underlying: own, others: [reset]),
        ]
        for error in chains {
            XCTAssertEqual(try AvatarError(error, phase: .sessionToken), own, "\(error)")
        }
        for error in [url(.timedOut, beneath: own), silent(members: [reset, own])] {
            XCTAssertNotEqual(try AvatarError(error, phase: .sessionToken), own, "\(error)")
        }
    }

    func testCyclesAndChainsWithoutEndAreRead() throws {
        let itself = Loop()
        itself.cause = itself
        let (one, other) = (Loop(), Loop())
        (one.cause, other.cause) = (other, one)
        let (group, member) = (Loop(), Loop())
        group.members = [member, group, reset]
        member.cause = group
        defer { for loop in [itself, one, other, group, member] { (loop.cause, loop.members) = (nil, []) } }
        let chains: [(any Error, String, Int)] = [
            (itself, "fallback.unknown", 1),
            (one, "fallback.unknown", 2),
            (group, "transport.session_token.reset", 3),
            (silent(itself, members: [timeout]), "transport.session_token.timeout", 3),
            (Spoken(cause: timeout), "transport.session_token.timeout", 2),
            (Endless(), "fallback.unknown", 32),
            (nested(31, around: reset), "transport.session_token.reset", 32),
            (nested(32, around: reset), "fallback.unknown", 32),
            (nested(40, around: reset), "fallback.unknown", 32),
            (silent(members: (0..<100).map { _ in silent() } + [reset]), "fallback.unknown", 32),
        ]
        for (error, rule, count) in chains {
            XCTAssertEqual(try AvatarError(error, phase: .sessionToken).rule, rule, "\(type(of: error))")
            XCTAssertEqual(links(of: error).count, count, "\(type(of: error))")
        }
        let spoken = try AvatarError(Spoken(cause: silent()), phase: .sessionToken)
        XCTAssertEqual(spoken.message, "said so (session_token)")
        let mute = try AvatarError(itself, phase: .sessionToken)
        XCTAssertTrue(mute.message.contains("Loop"), mute.message)
    }

    func testLinksAreListedDepthFirst() {
        let error = silent(wrapper(reset), members: [Wrapper.both(first: dns, second: tls), cancelled])
        let listed = links(of: error).map { "\($0.kind) \($0.depth) \(cocoa($0.error).code)" }
        XCTAssertEqual(
            listed,
            [
                "cause 0 1", "cause 1 \(wrapper.code)", "cause 2 \(ECONNRESET)",
                "member 1 \((Wrapper.both(first: dns, second: tls) as NSError).code)",
                "cause 2 \(dns.code)", "cause 2 \(tls.code)",
                "member 1 \((cancelled as NSError).code)",
            ]
        )
    }

    /// What Apple's tasks say of an end that no close frame made: nobody sent these codes.
    func testEndsOfAWebSocketTask() throws {
        let chains: [(String, Int, any Error)] = [
            ("unsent-1006-runtime", 1006, silent()),
            ("unsent-1006-connect", 1006, Wrapper.empty(secret: "")),
            ("unsent-1006-over-reset", 1006, url(.networkConnectionLost, beneath: reset)),
            ("no-failure-beneath-1006", 1006, silent(cancelled)),
            ("unsent-1015", 1015, silent()),
            ("unsent-1015-runtime", 1015, wrapper(reset)),
        ]
        for (name, code, error) in chains {
            let vector = try vector(name)
            let phase = try AvatarError(json: vector.error).phase
            let end = Observation(facts: Failure(phase: .unknown, closeCode: code, closeReason: ""))
            let evidence = Evidence(of: error).observations.beneath(end)
            try check(AvatarError(Failure(phase: phase), evidence: evidence), vector, error)
        }
    }

    func testWhatTheCallerKnowsWins() throws {
        let address = try XCTUnwrap(URL(string: "http://127.0.0.1/"))
        let response = HTTPURLResponse(url: address, statusCode: 401, httpVersion: nil, headerFields: nil)
        let found = try AvatarError(
            wrapper(reset),
            phase: .websocketConnect,
            response: response,
            reqID: "r-1"
        )
        XCTAssertEqual(found.rule, "http.websocket_connect.401")
        XCTAssertTrue(found.message.hasSuffix("(websocket_connect, HTTP 401, reset)"), found.message)
        XCTAssertEqual(found.reqID, "r-1")
    }

    private func vector(_ name: String) throws -> Vector {
        try XCTUnwrap(Self.vectors["evidence-\(name)"], name)
    }

    private static let vectors: [String: Vector] = {
        let file = repository.appendingPathComponent("tests/vectors/evidence.json")
        let text = try? String(contentsOf: file, encoding: .utf8)
        let vectors = text.flatMap { try? Vector.read($0) } ?? []
        return Dictionary(uniqueKeysWithValues: vectors.map { ($0.name, $0) })
    }()

    /// All but the words of the message, which are the error's own here.
    private func check(_ found: AvatarError, _ vector: Vector, _ error: any Error) throws {
        let expected = try AvatarError(json: vector.error)
        let what = "\(vector.name): \(found) of \(cocoa(error))"
        XCTAssertEqual(
            found.fields.filter { $0.name != "message" }.map { "\($0)" },
            expected.fields.filter { $0.name != "message" }.map { "\($0)" },
            what
        )
        let place = expected.message.components(separatedBy: " (").last ?? ""
        XCTAssertTrue(found.message.hasSuffix(" (\(place)"), what)
    }
}

extension Vector {
    fileprivate var rule: String? { (try? AvatarError(json: error))?.rule }
}
