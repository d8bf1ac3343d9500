import Foundation

/// What a client must know of the protobuf messages.
enum Envelope {
    static let serverError: UInt64 = 4
    static let serverResponseAnimation: UInt64 = 5
    private static let serverConfirmSession: UInt64 = 2

    static let configureSession = message(kind: 1, field: 2, [])

    static func audioInput(_ audio: [UInt8]) -> [UInt8] {
        message(kind: 3, field: 4, audio)
    }

    /// The type of a message; nothing where it does not decode.
    static func kind(_ frame: [UInt8]) -> UInt64? {
        guard let fields = fields(frame[...]) else { return nil }
        if case .number(let kind)? = fields[1] { return kind }
        return 0
    }

    /// The connection ID; nothing where the frame is no good confirm-session.
    static func connectionID(_ frame: [UInt8]) -> String? {
        guard kind(frame) == serverConfirmSession, case .bytes(let confirm)? = fields(frame[...])?[3],
            case .bytes(let id)? = fields(confirm)?[1]
        else { return nil }
        return String(bytes: id, encoding: .utf8)
    }

    private enum Field {
        case number(UInt64)
        case bytes(ArraySlice<UInt8>)
    }

    private static func message(kind: UInt8, field: UInt8, _ payload: [UInt8]) -> [UInt8] {
        var length = payload.count
        var varint: [UInt8] = []
        while length > 0x7F {
            varint.append(UInt8(length & 0x7F) | 0x80)
            length >>= 7
        }
        return [8, kind, field << 3 | 2] + varint + [UInt8(length)] + payload
    }

    private static func fields(_ bytes: ArraySlice<UInt8>) -> [UInt64: Field]? {
        var rest = bytes
        var fields: [UInt64: Field] = [:]
        while !rest.isEmpty {
            guard let key = varint(&rest), key >> 3 != 0 else { return nil }
            let length: UInt64
            switch key & 7 {
            case 0:
                guard let number = varint(&rest) else { return nil }
                fields[key >> 3] = .number(number)
                continue
            case 1: length = 8
            case 2:
                guard let given = varint(&rest) else { return nil }
                length = given
            case 5: length = 4
            default: return nil
            }
            guard length <= UInt64(rest.count) else { return nil }
            fields[key >> 3] = .bytes(rest.prefix(Int(length)))
            rest = rest.dropFirst(Int(length))
        }
        return fields
    }

    private static func varint(_ bytes: inout ArraySlice<UInt8>) -> UInt64? {
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard let byte = bytes.popFirst() else { return nil }
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return number }
        }
        return nil
    }
}
