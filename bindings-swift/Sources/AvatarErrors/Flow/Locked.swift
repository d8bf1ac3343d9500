import Foundation

/// A value for one thread at a time. The standard library's own needs newer systems.
final class Locked<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) {
        self.value = value
    }

    func withLock<Answer>(_ use: (inout Value) -> Answer) -> Answer {
        lock.lock()
        defer { lock.unlock() }
        return use(&value)
    }
}
