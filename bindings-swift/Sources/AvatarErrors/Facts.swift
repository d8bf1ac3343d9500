import Foundation

/// The facts of a failure as the one buffer that the core reads; `packed.rs` of the core has the layout.
struct Facts {
    private(set) var bytes: [UInt8] = []

    init(_ failure: Failure) {
        bytes.reserveCapacity(512 + (failure.body?.count ?? 0) + (failure.frame?.count ?? 0))
        append(1, failure.phase.rawValue)
        append(2, failure.httpStatus.map(Int64.init))
        for (name, value) in failure.headers { append(3, name, value) }
        append(4, failure.body)
        append(5, failure.bodyText)
        append(6, failure.serverCode)
        append(7, failure.serverTitle)
        append(8, failure.serverDetail)
        append(9, failure.frame)
        append(10, failure.frameBase64)
        append(11, failure.closeCode.map(Int64.init))
        append(12, failure.closeReason)
        append(13, failure.transport)
        append(14, failure.protocol)
        append(15, failure.invalidArgument)
        append(16, failure.message)
        append(17, failure.connectionID)
        append(18, failure.reqID)
        append(19, failure.nowMs)
        append(20, failure.bodyBase64)
    }

    private mutating func append(_ key: UInt8, _ text: String?) {
        guard let text else { return }
        begin(key, length: text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func append(_ key: UInt8, _ data: Data?) {
        guard let data else { return }
        begin(key, length: data.count)
        data.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    private mutating func append(_ key: UInt8, _ integer: Int64?) {
        guard let integer else { return }
        begin(key, length: 8)
        withUnsafeBytes(of: integer.bigEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func append(_ key: UInt8, _ name: String, _ value: String) {
        begin(key, length: 4 + name.utf8.count + value.utf8.count)
        append(length: name.utf8.count)
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: value.utf8)
    }

    private mutating func begin(_ key: UInt8, length: Int) {
        bytes.append(key)
        append(length: length)
    }

    private mutating func append(length: Int) {
        withUnsafeBytes(of: UInt32(clamping: length).bigEndian) { bytes.append(contentsOf: $0) }
    }
}
