import Foundation

/// What the client is told to do.
struct Scenario {
    let name: String
    /// Base URL for session tokens.
    let console: String
    /// Base URL for the WebSocket.
    let ingress: String
    let options: Options

    struct Options: Decodable {
        let apiKey: String
        let appId: String
        let avatarId: String
        /// Where the session key travels: `headers` or `query`.
        let credentials: String
        let audioFrames: Int
        let audioBytes: Int
        private let timeoutMs: Double
        private let timeoutsMs: [String: Double]

        func limit(_ phase: String) -> TimeInterval {
            (timeoutsMs[phase] ?? timeoutMs) / 1000
        }
    }

    /// Reads the list; addresses are base URLs by their names.
    static func read(_ list: Data, addresses: [String: String]) throws -> [Scenario] {
        let list = try JSONSerialization.jsonObject(with: list) as? [String: Any] ?? [:]
        let common = list["client"] as? [String: Any] ?? [:]
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try (list["scenarios"] as? [[String: Any]] ?? []).map { entry in
            let name = entry["name"] as? String ?? ""
            func base(_ key: String) -> String {
                "\(addresses[entry[key] as? String ?? "plain"] ?? "")/s/\(name)"
            }
            let own = entry["client"] as? [String: Any] ?? [:]
            let options = try JSONSerialization.data(withJSONObject: common.merging(own) { $1 })
            return Scenario(
                name: name,
                console: base("console"),
                ingress: base("ingress"),
                options: try decoder.decode(Options.self, from: options)
            )
        }
    }
}
