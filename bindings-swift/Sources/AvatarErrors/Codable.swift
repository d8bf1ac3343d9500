import Foundation

/// The object of the canonical JSON. As a dictionary, because the strategies of a coder for
/// keys, which would rename the fields of a type, leave the keys of a dictionary alone.
extension AvatarError: Codable {
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.singleValueContainer().decode([String: Field].self)
        let json = try JSONEncoder().encode(fields)
        do {
            try self.init(json: String(decoding: json, as: UTF8.self))
        } catch {
            let reason = error.errorDescription ?? ""
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: reason, underlyingError: error)
            )
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(
            Dictionary(uniqueKeysWithValues: fields.map { ($0.name, Field(value: $0.value)) })
        )
    }
}

/// The value of a field; nothing for what one of a newer version may hold.
private struct Field: Codable {
    let value: LogValue?

    init(value: LogValue) {
        self.value = value
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            value = .text(text)
        } else if let flag = try? container.decode(Bool.self) {
            value = .flag(flag)
        } else {
            value = (try? container.decode(Int64.self)).map { .number($0) }
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch value {
        case .flag(let flag): try container.encode(flag)
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        case nil: try container.encodeNil()
        }
    }
}
