import AvatarErrors
import Foundation
import XCTest

/// One vector of what follows an error; `tests/handling/README.md` says what each holds.
struct HandlingVector: Decodable {
    let name: String
    let policy: [String: Double]?
    let state: [String: Double]?
    let error: String?
    let decision: String?
    let fields: String?
    let problem: String?
    let surface: String?
    let history: [Entry]?
    let events: [String]?

    struct Entry: Decodable {
        let error: String?
        let atMs: Int64

        enum CodingKeys: String, CodingKey {
            case error
            case atMs = "at_ms"
        }
    }

    /// All of a file, after counting them without parsing.
    static func read<Vector: Decodable>(_ file: String, as: Vector.Type = Self.self) throws -> [Vector] {
        let url = repository.appendingPathComponent("tests/handling/\(file).json")
        let text = try String(contentsOf: url, encoding: .utf8)
        let vectors = try JSONDecoder().decode(HandlingFile<Vector>.self, from: Data(text.utf8)).vectors
        XCTAssertEqual(vectors.count, text.components(separatedBy: "\"why\":").count - 1, file)
        return vectors
    }

    var failure: AvatarError {
        get throws { try AvatarError(json: XCTUnwrap(error, name)) }
    }
}

private struct HandlingFile<Vector: Decodable>: Decodable {
    let vectors: [Vector]
}
