import AvatarErrors
import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The HTTP upgrade that opens a WebSocket.
struct Upgrade {
    let request: URLRequest
    let limit: TimeInterval

    private static let longest = 64 * 1024

    func run() async throws -> WebSocket {
        guard let url = request.url, url.scheme != "https" else { return try await overTLS() }
        do {
            return try open(url, by: Date(timeIntervalSinceNow: limit))
        } catch let error as AvatarError {
            throw error
        } catch {
            throw try AvatarError(error, phase: .websocketConnect)
        }
    }

    private func open(_ url: URL, by deadline: Date) throws -> WebSocket {
        let host = url.host ?? ""
        let port = url.port ?? 80
        let connection = try Connection(host: host, port: port, by: deadline)
        let key = Data((0..<16).map { _ in UInt8.random(in: 0...255) }).base64EncodedString()
        let headers = (request.allHTTPHeaderFields ?? [:]).merging([
            "Host": "\(host):\(port)", "Connection": "Upgrade", "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": key,
        ]) { $1 }
        let lines = ["GET \(url.path)?\(url.query ?? "") HTTP/1.1"] + headers.map { "\($0): \($1)" }
        try connection.write(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8), by: deadline)
        let response = try head(connection, url, by: deadline)
        guard response.statusCode == 101 else { throw refused(response, connection, by: deadline) }
        let accept = Data(SHA1.hash(Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)))
            .base64EncodedString()
        guard response.value(forHTTPHeaderField: "Sec-WebSocket-Accept") == accept else {
            throw AvatarError(Failure(phase: .websocketConnect, protocol: "other"))
        }
        return WebSocket(connection)
    }

    /// No service of the tests lets TLS through; should one do, this client cannot go on.
    private func overTLS() async throws -> WebSocket {
        let (response, body) = try await Exchange.run(request, .websocketConnect, limit: limit)
        throw AvatarError(response: response, body: body, phase: .websocketConnect)
    }

    private func head(_ connection: Connection, _ url: URL, by deadline: Date) throws -> HTTPURLResponse {
        let bytes = try connection.read(upTo: Array("\r\n\r\n".utf8), atMost: Self.longest, by: deadline)
        let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        // A header that comes twice has its values joined, as `URLSession` does it.
        let headers = lines.dropFirst().reduce(into: [String: String]()) { headers, line in
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { return }
            let (name, value) = (String(parts[0]), parts[1].trimmingCharacters(in: .whitespaces))
            headers[name] = headers[name].map { "\($0), \(value)" } ?? value
        }
        guard words.count > 1, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]),
            let response = HTTPURLResponse(
                url: url,
                statusCode: status,
                httpVersion: String(words[0]),
                headerFields: headers
            )
        else { throw URLError(.cannotParseResponse) }
        return response
    }

    private func refused(
        _ response: HTTPURLResponse,
        _ connection: Connection,
        by deadline: Date
    ) -> any Error {
        do {
            let body = try body(response, connection, by: deadline)
            return AvatarError(response: response, body: Data(body), phase: .websocketConnect)
        } catch {
            do {
                return try AvatarError(error, phase: .websocketConnect, response: response)
            } catch { return error }
        }
    }

    private func body(
        _ response: HTTPURLResponse,
        _ connection: Connection,
        by deadline: Date
    ) throws -> [UInt8] {
        if let length = response.value(forHTTPHeaderField: "Content-Length").flatMap({ Int($0) }) {
            return try connection.read(min(length, Self.longest), by: deadline)
        }
        guard response.value(forHTTPHeaderField: "Transfer-Encoding") == "chunked" else {
            return try connection.readToEnd(atMost: Self.longest, by: deadline)
        }
        var body: [UInt8] = []
        let lineEnd = Array("\r\n".utf8)
        while body.count < Self.longest {
            let line = try connection.read(upTo: lineEnd, atMost: Self.longest, by: deadline)
            guard let size = Int(String(decoding: line, as: UTF8.self), radix: 16), size >= 0 else {
                throw URLError(.cannotParseResponse)
            }
            if size == 0 { break }
            body += try connection.read(min(size, Self.longest - body.count), by: deadline)
            if body.count < Self.longest { _ = try connection.read(lineEnd.count, by: deadline) }
        }
        return body
    }
}
