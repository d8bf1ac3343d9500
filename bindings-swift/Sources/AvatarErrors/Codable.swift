import Foundation

/// The object of the canonical JSON. As a dictionary, because the strategies of a coder for
/// keys, which would rename the fields of a type, leave the keys of a dictionary alone.
extension AvatarError: Codable {
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.singleValueContainer().decode([String: FieldValue].self)
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
        try container.encode(Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.value) }))
    }
}
