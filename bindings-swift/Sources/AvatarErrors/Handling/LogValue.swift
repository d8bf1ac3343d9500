/// The value of a field to log.
public enum LogValue: Sendable, Hashable, CustomStringConvertible {
    case text(String)
    case number(Int64)
    case flag(Bool)

    public var description: String {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        case .flag(let flag): String(flag)
        }
    }

    /// As Foundation has it.
    var any: Any {
        switch self {
        case .text(let text): text
        case .number(let number): Int(clamping: number)
        case .flag(let flag): flag
        }
    }
}

extension Array where Element == (name: String, value: LogValue) {
    mutating func add(_ name: String, _ text: String?) {
        if let text { append((name, .text(text))) }
    }

    mutating func add(_ name: String, _ number: Int?) {
        if let number { append((name, .number(Int64(number)))) }
    }

    mutating func add(_ name: String, _ number: Int64?) {
        if let number { append((name, .number(number))) }
    }

    mutating func add(_ name: String, _ flag: Bool) {
        append((name, .flag(flag)))
    }
}
