import AvatarErrors

extension Observation {
    /// What a link of a parsed chain says; nothing where it is not spelled as an adapter says it,
    /// which the core has rules for.
    init?(json: [String: Any]) {
        guard let link = json["link"] as? String, !link.isEmpty, let depth = integer(json["depth"]),
            let depth = UInt16(exactly: depth)
        else { return nil }
        guard let noFailure = flag(json["no_failure"]), let classified = flag(json["classified"])
        else { return nil }
        self.init(
            link: link,
            depth: Int32(depth),
            noFailure: noFailure,
            classified: classified,
            facts: Failure(json: json)
        )
    }
}

private func flag(_ value: Any?) -> Bool? {
    guard let value else { return false }
    return isFlag(value) ? value as? Bool : nil
}
