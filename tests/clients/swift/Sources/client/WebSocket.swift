import AvatarErrors
import Foundation

/// The client's side of RFC 6455 on an upgraded connection: as much as an SDK needs.
struct WebSocket {
    private static let maxMessage = 1024 * 1024
    private let connection: Connection

    private enum Opcode: UInt8 {
        case continuation = 0
        case text = 1
        case binary = 2
        case close = 8
        case ping = 9
        case pong = 10

        var isControl: Bool { rawValue >= 8 }
    }

    init(_ connection: Connection) {
        self.connection = connection
    }

    func send(_ message: [UInt8], by deadline: Date) throws {
        try send(.binary, message, by: deadline)
    }

    /// The next binary message; everything else that ends a session is thrown.
    func receive(by deadline: Date) throws -> [UInt8] {
        var message: (opcode: Opcode, bytes: [UInt8])?
        while true {
            let (opcode, isLast, payload) = try frame(sofar: message?.bytes.count ?? 0, by: deadline)
            switch (opcode, message) {
            case (.ping, _): try send(.pong, payload, by: deadline)
            case (.pong, _): break
            case (.close, _): throw closed(payload)
            case (.continuation, let begun?): message = (begun.opcode, begun.bytes + payload)
            case (.text, nil), (.binary, nil): message = (opcode, payload)
            default: throw Failed.violation("other")
            }
            guard isLast, !opcode.isControl, let message else { continue }
            if message.opcode == .binary { return message.bytes }
            let isText = String(bytes: message.bytes, encoding: .utf8) != nil
            throw Failed.violation(isText ? "text_frame" : "other")
        }
    }

    private func frame(sofar: Int, by deadline: Date) throws -> (Opcode, isLast: Bool, payload: [UInt8]) {
        let head = try connection.read(2, by: deadline)
        let isLast = head[0] & 0x80 != 0
        let isMasked = head[1] & 0x80 != 0
        let isReserved = head[0] & 0x70 != 0
        guard let opcode = Opcode(rawValue: head[0] & 0x0F), !isMasked, !isReserved else {
            throw Failed.violation("other")
        }
        var length = UInt64(head[1] & 0x7F)
        if opcode.isControl, !isLast || length > 125 { throw Failed.violation("other") }
        if length > 125 {
            length = try connection.read(length == 126 ? 2 : 8, by: deadline).reduce(0) {
                $0 << 8 | UInt64($1)
            }
        }
        if length > UInt64(Self.maxMessage - sofar) { throw Failed.violation("other") }
        return (opcode, isLast, try connection.read(Int(length), by: deadline))
    }

    private func closed(_ payload: [UInt8]) -> Failed {
        guard payload.count >= 2 else {
            // 1005 stands for a close frame without a status.
            return payload.isEmpty ? Failed { $0.closeCode = 1005 } : .violation("other")
        }
        guard let reason = String(bytes: payload.dropFirst(2), encoding: .utf8) else {
            return .violation("other")
        }
        return Failed {
            $0.closeCode = Int(payload[0]) << 8 | Int(payload[1])
            $0.closeReason = reason
        }
    }

    private func send(_ opcode: Opcode, _ payload: [UInt8], by deadline: Date) throws {
        var frame: [UInt8] = [0x80 | opcode.rawValue]
        func big(_ bytes: Int) -> [UInt8] {
            (0..<bytes).reversed().map { UInt8(truncatingIfNeeded: payload.count >> ($0 * 8)) }
        }
        let masked: UInt8 = 0x80
        switch payload.count {
        case ...125: frame.append(masked | UInt8(payload.count))
        case ...0xFFFF: frame += [masked | 126] + big(2)
        default: frame += [masked | 127] + big(8)
        }
        let mask = (0..<4).map { _ in UInt8.random(in: 0...255) }
        frame += mask
        frame.reserveCapacity(frame.count + payload.count)
        for (index, byte) in payload.enumerated() { frame.append(byte ^ mask[index & 3]) }
        try connection.write(frame, by: deadline)
    }
}
