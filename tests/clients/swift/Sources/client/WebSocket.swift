import AvatarErrors
import Foundation

/// The client's side of RFC 6455 on an upgraded connection: as much as an SDK needs.
struct WebSocket: Socket {
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

    func send(_ message: [UInt8], limit: TimeInterval) throws {
        try send(.binary, message, by: Date(timeIntervalSinceNow: limit))
    }

    func receive(limit: TimeInterval) throws -> Received {
        do {
            return try message(by: Date(timeIntervalSinceNow: limit))
        } catch is Violation {
            return .violation
        }
    }

    func error(_ error: any Error, _ phase: Phase, _ connectionID: String?) throws -> AvatarError {
        try AvatarError(error, phase: phase, connectionID: connectionID)
    }

    func close() {}

    private struct Violation: Error {}

    private func message(by deadline: Date) throws -> Received {
        var message: (opcode: Opcode, bytes: [UInt8])?
        while true {
            let (opcode, isLast, payload) = try frame(sofar: message?.bytes.count ?? 0, by: deadline)
            switch (opcode, message) {
            case (.ping, _): try send(.pong, payload, by: deadline)
            case (.pong, _): break
            case (.close, _): return try closed(payload)
            case (.continuation, let begun?): message = (begun.opcode, begun.bytes + payload)
            case (.text, nil), (.binary, nil): message = (opcode, payload)
            default: throw Violation()
            }
            guard isLast, !opcode.isControl, let message else { continue }
            if message.opcode == .binary { return .binary(message.bytes) }
            return String(bytes: message.bytes, encoding: .utf8) != nil ? .text : .violation
        }
    }

    private func frame(sofar: Int, by deadline: Date) throws -> (Opcode, isLast: Bool, payload: [UInt8]) {
        let head = try connection.read(2, by: deadline)
        let isLast = head[0] & 0x80 != 0
        let isMasked = head[1] & 0x80 != 0
        let isReserved = head[0] & 0x70 != 0
        guard let opcode = Opcode(rawValue: head[0] & 0x0F), !isMasked, !isReserved else {
            throw Violation()
        }
        var length = UInt64(head[1] & 0x7F)
        if opcode.isControl, !isLast || length > 125 { throw Violation() }
        if length > 125 {
            length = try connection.read(length == 126 ? 2 : 8, by: deadline).reduce(0) {
                $0 << 8 | UInt64($1)
            }
        }
        if length > UInt64(Self.maxMessage - sofar) { throw Violation() }
        return (opcode, isLast, try connection.read(Int(length), by: deadline))
    }

    private func closed(_ payload: [UInt8]) throws -> Received {
        if payload.isEmpty { return .close(code: 1005, reason: "") }
        guard payload.count >= 2, let reason = String(bytes: payload.dropFirst(2), encoding: .utf8) else {
            throw Violation()
        }
        let code = Int(payload[0]) << 8 | Int(payload[1])
        guard 1000...4999 ~= code, ![1004, 1005, 1006, 1015].contains(code) else { throw Violation() }
        return .close(code: code, reason: reason)
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
