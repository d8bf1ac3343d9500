import AvatarErrors
import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The HTTP upgrade that opens a WebSocket.
struct Upgrade {
    let url: URL
    let headers: [(String, String)]
    let limit: TimeInterval

    func run() async throws -> WebSocket {
        if url.scheme == "https" { try await overTLS() }
        let deadline = Date(timeIntervalSinceNow: limit)
        let host = url.host ?? ""
        let port = url.port ?? 80
        let connection = try Connection(host: host, port: port, by: deadline)
        let key = Data((0..<16).map { _ in UInt8.random(in: 0...255) }).base64EncodedString()
        let lines =
            ["GET \(url.path)?\(url.query ?? "") HTTP/1.1"]
            + (headers + [
                ("Host", "\(host):\(port)"), ("Connection", "Upgrade"), ("Upgrade", "websocket"),
                ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", key),
            ]).map { "\($0): \($1)" }
        try connection.write(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8), by: deadline)
        let answer = try response(connection, by: deadline)
        guard answer.httpStatus == 101 else { throw Failed { $0 = answer } }
        let accept = Data(SHA1.hash(Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)))
            .base64EncodedString()
        guard header("sec-websocket-accept", of: answer) == accept else { throw Failed.violation("other") }
        return WebSocket(connection)
    }

    /// No service of the tests lets TLS through; should one do, this client cannot go on.
    private func overTLS() async throws {
        var request = URLRequest(url: url)
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let answer = try await Exchange.run(request, limit: limit)
        throw Failed { $0 = answer }
    }

    private func response(_ connection: Connection, by deadline: Date) throws -> Failure {
        let head = String(
            decoding: try connection.read(upTo: Array("\r\n\r\n".utf8), by: deadline),
            as: UTF8.self
        )
        let lines = head.components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count > 1, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
            throw Failed.transport("other")
        }
        var answer = Failure(phase: .unknown, httpStatus: status)
        answer.headers = lines.dropFirst().compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return parts.count == 2 ? (String(parts[0]), parts[1].trimmingCharacters(in: .whitespaces)) : nil
        }
        let length = header("content-length", of: answer).flatMap { Int($0) } ?? 0
        do {
            answer.body = Data(try connection.read(length, by: deadline))
        } catch let failed as Failed {
            answer.transport = failed.failure.transport
        }
        return answer
    }

    private func header(_ name: String, of answer: Failure) -> String? {
        answer.headers.first { $0.name.lowercased() == name }?.value
    }
}
