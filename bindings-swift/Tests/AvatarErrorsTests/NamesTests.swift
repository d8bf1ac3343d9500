import XCTest

/// The names in `uniffi.toml` are those of the generated files: an old or misplaced key is ignored without an error.
final class NamesTests: XCTestCase {
    func testTheConfiguredNamesAreUsed() throws {
        let module = try configured("module_name")
        let ffi = try configured("ffi_module_name")
        let source = try generated("swift/\(module).swift")
        XCTAssertTrue(source.contains("\nimport \(ffi)\n"))
        XCTAssertFalse(try generated("ffi/\(ffi).h").isEmpty)
        XCTAssertTrue(
            try generated("ffi/module.modulemap").contains("module \(ffi) {\n    header \"\(ffi).h\"")
        )
        let package = try text("bindings-swift/Package.swift")
        XCTAssertTrue(package.contains("name: \"\(module)\"") && package.contains("name: \"\(ffi)\""))
        // The hand-written error has its own; this one would print a dump.
        XCTAssertEqual(try configured("omit_localized_error_conformance"), "true")
        XCTAssertFalse(source.contains("extension RefusedJson: Foundation.LocalizedError"))
    }

    private func configured(_ key: String) throws -> String {
        let section = try XCTUnwrap(
            text("uniffi.toml").components(separatedBy: ".swift]\n").dropFirst().first
        )
        let line = section.split(separator: "\n").first { $0.hasPrefix("\(key) = ") }
        return try XCTUnwrap(line?.dropFirst("\(key) = ".count)).trimmingCharacters(in: ["\""])
    }

    private func generated(_ path: String) throws -> String {
        try text("bindings-swift/generated/\(path)")
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOf: repository.appendingPathComponent(path), encoding: .utf8)
    }
}
