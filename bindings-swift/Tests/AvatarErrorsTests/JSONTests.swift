import AvatarErrors
import XCTest

final class JSONTests: XCTestCase {
    private let error = AvatarError(
        Failure(phase: .websocketRuntime, closeCode: 4503, closeReason: "später \"x\"", connectionID: "c-1")
    )

    func testCodableIsTheCanonicalObjectWhateverTheKeyStrategy() throws {
        for convert in [false, true] {
            let encoder = JSONEncoder()
            let decoder = JSONDecoder()
            if convert {
                encoder.keyEncodingStrategy = .convertToSnakeCase
                decoder.keyDecodingStrategy = .convertFromSnakeCase
            }
            let json = try encoder.encode(error)
            let object = try JSONSerialization.jsonObject(with: json) as? NSDictionary
            let canonical = try JSONSerialization.jsonObject(with: Data(error.toJSON().utf8)) as? NSDictionary
            XCTAssertEqual(object, canonical)
            XCTAssertEqual(try decoder.decode(AvatarError.self, from: json), error)
            XCTAssertEqual(try decoder.decode(AvatarError.self, from: Data(error.toJSON().utf8)), error)
        }
    }

    func testSurvivesAPropertyList() throws {
        let list = try PropertyListEncoder().encode(["error": error])
        XCTAssertEqual(
            try PropertyListDecoder().decode([String: AvatarError].self, from: list),
            ["error": error]
        )
    }

    func testReadsWordsAndKeysOfANewerVersion() throws {
        let json =
            #"{"code":"newCode","phase":"new_phase","message":"m","recovery":"newRecovery","retryable":false,"alert":true,"rule":"new.rule","extra":{"a":[1]}}"#
        for error in [
            try AvatarError(json: json), try JSONDecoder().decode(AvatarError.self, from: Data(json.utf8)),
        ] {
            XCTAssertEqual(error.code, ErrorCode(rawValue: "newCode"))
            XCTAssertEqual(error.phase.rawValue, "new_phase")
            XCTAssertEqual(error.recovery.rawValue, "newRecovery")
            XCTAssertTrue(error.alert)
            XCTAssertEqual(error.errorCode, 0)
            XCTAssertNil(error.failureReason)
            XCTAssertEqual(error.toJSON(), json.replacingOccurrences(of: #","extra":{"a":[1]}"#, with: ""))
        }
    }

    func testWhatIsNoErrorIsRefused() {
        for json in ["", "{}", "[]", "null", "{\"code\":1}", "{", error.toJSON() + "x"] {
            XCTAssertThrowsError(try AvatarError(json: json), json) {
                XCTAssertTrue($0 is InvalidJSON)
                XCTAssertFalse($0.localizedDescription.isEmpty)
            }
            XCTAssertThrowsError(try JSONDecoder().decode(AvatarError.self, from: Data(json.utf8)), json) {
                XCTAssertTrue($0 is DecodingError)
            }
        }
    }

    func testWordsAreCodedAsTheirSpelling() throws {
        let words = try JSONEncoder().encode([ErrorCode.appIDMismatch])
        XCTAssertEqual(String(decoding: words, as: UTF8.self), #"["appIDMismatch"]"#)
        XCTAssertEqual(
            try JSONDecoder().decode([Phase].self, from: Data(#"["websocket_send"]"#.utf8)),
            [.websocketSend]
        )
        XCTAssertEqual(
            try JSONDecoder().decode([Recovery].self, from: Data(#"["later"]"#.utf8)),
            [Recovery(rawValue: "later")]
        )
    }
}
