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
}
