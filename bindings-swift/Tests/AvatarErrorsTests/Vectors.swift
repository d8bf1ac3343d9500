import Foundation
import XCTest

/// The repository, in which this file is.
let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// One conformance vector: the facts and what every language must report.
struct Vector {
    let name: String
    /// The failure, spelled as in the file.
    let line: String
    let error: String
    let fingerprint: [String]?
    /// Nothing where the vector does not say; nothing in it where there is none.
    let rawBody: String??

    static func files() throws -> [String] {
        let folder = repository.appendingPathComponent("tests/vectors")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
            .sorted { $0.path < $1.path }
            .map { try String(contentsOf: $0, encoding: .utf8) }
    }

    /// How many there are, counted without parsing.
    static func count(in files: [String]) -> Int {
        files.reduce(0) { $0 + $1.components(separatedBy: "\n   \"why\": ").count - 1 }
    }

    static func read(_ file: String) throws -> [Vector] {
        let object = try JSONSerialization.jsonObject(with: Data(file.utf8)) as? [String: Any]
        let spelled = file.components(separatedBy: "\n   \"failure\": ").dropFirst()
            .map { $0.components(separatedBy: "\n   },\n   \"error\": ")[0] }
        var objects = spelled.map { $0 == "{}" || $0.hasPrefix("{},") ? "{}" : $0 + "}" }.makeIterator()
        return try XCTUnwrap(object?["vectors"] as? [[String: Any]]).map { vector in
            Vector(
                name: try XCTUnwrap(vector["name"] as? String),
                line: try XCTUnwrap(vector["line"] as? String ?? objects.next()),
                error: try XCTUnwrap(vector["error"] as? String),
                fingerprint: vector["fingerprint"] as? [String],
                rawBody: vector["raw_body"].map { $0 as? String }
            )
        }
    }
}
