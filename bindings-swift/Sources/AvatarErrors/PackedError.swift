import Foundation

/// An error as the one buffer that the core writes; `packed.rs` of the core has the layout.
/// A field is read when it is asked for; one that is not there is absent.
struct PackedError: Sendable {
    let data: Data

    enum Text: Int {
        case code, phase, message, serverCode, serverTitle, serverDetail
        case connectionID, reqID, closeReason, recovery, rule, rawBody
    }

    var retryable: Bool { integer(at: 1, as: UInt8.self) & 1 != 0 }
    var alert: Bool { integer(at: 1, as: UInt8.self) & 2 != 0 }

    var httpStatus: Int? {
        let status = integer(at: 2, as: UInt16.self)
        return status == 0 ? nil : Int(status)
    }

    var closeCode: Int? {
        let code = integer(at: 4, as: Int32.self)
        return code < 0 ? nil : Int(code)
    }

    var retryAfterMs: Int64? {
        let delay = integer(at: 8, as: Int64.self)
        return delay < 0 ? nil : delay
    }

    subscript(text: Text) -> String? {
        data.withUnsafeBytes { bytes in
            guard let range = Self.range(of: text, in: bytes) else { return nil }
            return String(decoding: UnsafeRawBufferPointer(rebasing: bytes[range]), as: UTF8.self)
        }
    }

    private static let lengths = 16
    private static let texts = lengths + 4 * (Text.rawBody.rawValue + 1)
    private static let absent = UInt32.max

    private static func range(of text: Text, in bytes: UnsafeRawBufferPointer) -> Range<Int>? {
        guard bytes.count >= texts else { return nil }
        var start = texts
        for index in 0..<text.rawValue {
            let length = length(index, in: bytes)
            if length != absent { start += Int(length) }
        }
        let length = length(text.rawValue, in: bytes)
        guard length != absent, bytes.count - start >= Int(length) else { return nil }
        return start..<start + Int(length)
    }

    private static func length(_ index: Int, in bytes: UnsafeRawBufferPointer) -> UInt32 {
        bytes.loadUnaligned(fromByteOffset: lengths + 4 * index, as: UInt32.self).bigEndian
    }

    private func integer<Number: FixedWidthInteger>(at offset: Int, as type: Number.Type) -> Number {
        data.withUnsafeBytes { bytes in
            guard bytes.count >= Self.texts else { return 0 }
            return Number(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
        }
    }
}

// The raw body, which comes last, does not count.
extension PackedError: Hashable {
    static func == (left: Self, right: Self) -> Bool {
        left.canonical == right.canonical
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(canonical)
    }

    private var canonical: [Data] {
        let body = data.withUnsafeBytes { Self.range(of: .rawBody, in: $0)?.count ?? 0 }
        return [data.prefix(Self.texts - 4), data.dropFirst(Self.texts).dropLast(body)]
    }
}
