import Foundation

/// The value of a field, as JSON has it.
enum FieldValue: Codable, Sendable {
    case flag(Bool)
    case integer(Int64)
    case text(String)
    /// What a field of a newer version may hold.
    case other

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let flag = try? value.decode(Bool.self) {
            self = .flag(flag)
        } else if let integer = try? value.decode(Int64.self) {
            self = .integer(integer)
        } else {
            self = .other
        }
    }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .flag(let flag): try value.encode(flag)
        case .integer(let integer): try value.encode(integer)
        case .text(let text): try value.encode(text)
        case .other: try value.encodeNil()
        }
    }

    var any: Any {
        switch self {
        case .flag(let flag): flag
        case .integer(let integer): Int(clamping: integer)
        case .text(let text): text
        case .other: NSNull()
        }
    }
}

extension AvatarError {
    /// The fields that are there, by their documented names, in the order of the canonical JSON.
    var fields: [(name: String, value: FieldValue)] {
        let all: [(String, FieldValue?)] = [
            ("code", .text(code.rawValue)),
            ("phase", .text(phase.rawValue)),
            ("message", .text(message)),
            ("http_status", httpStatus.map { .integer(Int64($0)) }),
            ("server_code", serverCode.map { .text($0) }),
            ("server_title", serverTitle.map { .text($0) }),
            ("server_detail", serverDetail.map { .text($0) }),
            ("connection_id", connectionID.map { .text($0) }),
            ("req_id", reqID.map { .text($0) }),
            ("close_code", closeCode.map { .integer(Int64($0)) }),
            ("close_reason", closeReason.map { .text($0) }),
            ("recovery", .text(recovery.rawValue)),
            ("retryable", .flag(retryable)),
            ("alert", .flag(alert)),
            ("retry_after_ms", retryAfterMs.map { .integer($0) }),
            ("rule", .text(rule)),
        ]
        return all.compactMap { name, value in value.map { (name, $0) } }
    }
}
