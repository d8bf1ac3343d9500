/// A policy that cannot be. What only JSON can say has no numbers, and is not read.
struct InvalidVector: Decodable {
    let name: String
    let onlyJSON: Bool
    let policy: [String: Double]?
    let recurrence: [String: Double]?
    let refused: String

    enum CodingKeys: String, CodingKey {
        case name, json, policy, recurrence, refused
    }

    init(from decoder: any Decoder) throws {
        let vector = try decoder.container(keyedBy: CodingKeys.self)
        name = try vector.decode(String.self, forKey: .name)
        refused = try vector.decode(String.self, forKey: .refused)
        onlyJSON = try vector.decodeIfPresent(Bool.self, forKey: .json) ?? false
        policy = onlyJSON ? nil : try vector.decodeIfPresent([String: Double].self, forKey: .policy)
        recurrence = onlyJSON ? nil : try vector.decodeIfPresent([String: Double].self, forKey: .recurrence)
    }
}
