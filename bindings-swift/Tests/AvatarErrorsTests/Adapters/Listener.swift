import Foundation

/// A port on loopback that treats each connection alike, as long as the tests run.
final class Listener: @unchecked Sendable {
    enum Manner {
        /// Reads a request's head, answers and closes.
        case answer(String)
        /// The same with bytes behind the text.
        case answerThen(String, [UInt8])
        /// Reads a request's head, answers and leaves the connection open.
        case hold(String)
        /// Reads a request's head and resets the connection.
        case reset
    }

    let port: Int
    private let descriptor: Int32
    private let manner: Manner

    init(_ manner: Manner) {
        self.manner = manner
        (descriptor, port) = Self.bound()
        listen(descriptor, 64)
        Thread.detachNewThread { self.serve() }
    }

    var address: String { "127.0.0.1:\(port)" }

    /// A port where nobody listens.
    static func closedPort() -> Int {
        let (descriptor, port) = bound()
        close(descriptor)
        return port
    }

    private static func bound() -> (Int32, Int) {
        #if canImport(Glibc)
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(descriptor, $0, size)
                getsockname(descriptor, $0, &size)
            }
        }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    private func serve() {
        while case let connection = accept(descriptor, nil, nil), connection >= 0 {
            var head: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 4096)
            // A TLS client's first bytes hold no line; they are all that comes.
            while !head.ends(with: Array("\r\n\r\n".utf8)), head.first != 0x16 {
                let count = recv(connection, &buffer, buffer.count, 0)
                if count <= 0 { break }
                head += buffer.prefix(count)
            }
            treat(connection)
        }
    }

    private func treat(_ connection: Int32) {
        func write(_ bytes: [UInt8]) { _ = send(connection, bytes, bytes.count, 0) }
        switch manner {
        case .answer(let text):
            write(Array(text.utf8))
            close(connection)
        case .answerThen(let text, let bytes):
            write(Array(text.utf8))
            // Frames right behind the head would be part of it for some.
            usleep(100_000)
            write(bytes)
            usleep(100_000)
            close(connection)
        case .hold(let text):
            write(Array(text.utf8))
        case .reset:
            var option = linger(l_onoff: 1, l_linger: 0)
            setsockopt(connection, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
            close(connection)
        }
    }
}

extension Array where Element: Equatable {
    fileprivate func ends(with other: [Element]) -> Bool { suffix(other.count) == other[...] }
}
