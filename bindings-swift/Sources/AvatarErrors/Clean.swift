internal import AvatarErrorsGenerated

/// As long as a body may be of which an error is made.
private let mostText = 64 * 1024
private let longestName = 256

/// A library's text as the core lets it out.
func clean(_ text: String) -> String {
    redacted(text: cut(text))
}

/// Without the word that is cut: of half a secret nobody knows that it is one.
private func cut(_ text: String) -> String {
    guard text.utf8.count > mostText else { return text }
    let bytes = Array(text.utf8.prefix(mostText))
    let space = bytes.lastIndex { $0 == UInt8(ascii: " ") || (9...13).contains($0) }
    return String(decoding: bytes[..<(space ?? mostText)], as: UTF8.self)
}

/// A type or a domain, which may be called anything.
func name(_ name: String) -> String {
    String(String.UnicodeScalarView(name.unicodeScalars.prefix(longestName).map(plain)))
}

private func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "_", ".", "-", "<", ">", ",", ":": scalar
    default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil ? scalar : "_"
    }
}
