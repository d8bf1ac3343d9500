internal import AvatarErrorsGenerated
import Foundation

/// What the core says of its codes.
struct Catalog: Sendable {
    struct Entry: Decodable, Sendable {
        let code: ErrorCode
        let meaning: String
        let action: String
    }

    static let shared = Catalog(json: catalogJson())

    let entries: [ErrorCode: Entry]

    private init(json: String) {
        struct Lists: Decodable { let codes: [Entry] }
        let lists = try? JSONDecoder().decode(Lists.self, from: Data(json.utf8))
        entries = Dictionary((lists?.codes ?? []).map { ($0.code, $0) }) { first, _ in first }
    }
}
