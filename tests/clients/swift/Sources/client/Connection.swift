import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A TCP connection; what breaks it is thrown as Foundation names it.
final class Connection {
    private let descriptor: Int32
    private var received: [UInt8] = []

    init(host: String, port: Int, by deadline: Date) throws {
        var hints = addrinfo()
        var found: UnsafeMutablePointer<addrinfo>?
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        guard getaddrinfo(host, String(port), &hints, &found) == 0, let first = found?.pointee else {
            throw URLError(.cannotFindHost)
        }
        defer { freeaddrinfo(found) }
        descriptor = socket(first.ai_family, first.ai_socktype, first.ai_protocol)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        if connect(descriptor, first.ai_addr, first.ai_addrlen) == 0 { return }
        guard errno == EINPROGRESS else { throw Self.broken(errno) }
        try wait(for: POLLOUT, by: deadline)
        var status = Int32(0)
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &status, &size)
        if status != 0 { throw Self.broken(status) }
    }

    deinit {
        close(descriptor)
    }

    func write(_ bytes: [UInt8], by deadline: Date) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                send(descriptor, $0.baseAddress! + sent, bytes.count - sent, 0)
            }
            if count >= 0 {
                sent += count
            } else if errno == EAGAIN {
                try wait(for: POLLOUT, by: deadline)
            } else {
                throw Self.broken(errno)
            }
        }
    }

    /// So many bytes exactly.
    func read(_ count: Int, by deadline: Date) throws -> [UInt8] {
        while received.count < count { try readMore(by: deadline) }
        defer { received.removeFirst(count) }
        return Array(received.prefix(count))
    }

    /// Everything up to the mark, which is left out; so many bytes at most.
    func read(upTo mark: [UInt8], atMost limit: Int, by deadline: Date) throws -> [UInt8] {
        while true {
            if let range = received.firstRange(of: mark) {
                defer { received.removeSubrange(..<range.upperBound) }
                return Array(received[..<range.lowerBound])
            }
            if received.count > limit { throw URLError(.cannotParseResponse) }
            try readMore(by: deadline)
        }
    }

    /// Everything up to the end; so many bytes at most.
    func readToEnd(atMost limit: Int, by deadline: Date) throws -> [UInt8] {
        while received.count < limit, try readMore(by: deadline, orEnd: true) {}
        return Array(received.prefix(limit))
    }

    /// Whether there was more; an end is an error where something had to follow.
    @discardableResult
    private func readMore(by deadline: Date, orEnd: Bool = false) throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count > 0 {
            received += buffer.prefix(count)
        } else if count == 0 {
            if orEnd { return false }
            throw URLError(.networkConnectionLost)
        } else if errno == EAGAIN {
            try wait(for: POLLIN, by: deadline)
        } else {
            throw Self.broken(errno)
        }
        return true
    }

    private func wait(for event: Int32, by deadline: Date) throws {
        var waited = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        let milliseconds = max(0, deadline.timeIntervalSinceNow * 1000).rounded(.up)
        if poll(&waited, 1, Int32(milliseconds)) == 0 { throw URLError(.timedOut) }
    }

    private static func broken(_ number: Int32) -> any Error {
        POSIXError(POSIXErrorCode(rawValue: number) ?? .EIO)
    }
}
