import AvatarErrors
import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A session as an SDK runs it: token, upgrade, configure, confirm, audio, frames.
struct Session {
    private let scenario: Scenario
    private let kind: SocketKind
    private var phase = Phase.sessionToken
    private var connectionID: String?

    init(_ scenario: Scenario, _ kind: SocketKind) {
        self.scenario = scenario
        self.kind = kind
    }

    /// All that a token is for, until it fails with an `AvatarError`, or a message is of the kind
    /// that ends it.
    mutating func converse(_ token: String, until last: UInt64? = nil) async throws {
        phase = .websocketConnect
        let socket = try await connect(token)
        defer { socket.close() }
        do {
            if kind == .posix { phase = .websocketHandshake }
            try await socket.send(Envelope.configureSession, limit: limit)
            phase = .websocketHandshake
            connectionID = try await handshake(socket)
            phase = .websocketSend
            try await sendAudio(socket)
            phase = .websocketRuntime
            try await receive(socket, until: last)
        } catch let error as AvatarError {
            throw error
        } catch {
            throw try socket.error(error, phase, connectionID)
        }
    }

    private var options: Scenario.Options { scenario.options }
    private var limit: TimeInterval { options.limit(phase.rawValue) }

    func token() async throws -> String {
        if options.apiKey.isEmpty { throw failure { $0.invalidArgument = "api_key" } }
        var request = URLRequest(url: try url("\(scenario.console)/session-tokens"))
        request.httpMethod = "POST"
        request.setValue(options.apiKey, forHTTPHeaderField: "X-Api-Key")
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = Data("{\"expireAt\":\(Int(Date().timeIntervalSince1970) + 600)}".utf8)
        let (response, body) = try await Exchange.run(request, phase, limit: limit)
        let object = try? JSONSerialization.jsonObject(with: body) as? [String: Any]
        guard 200..<300 ~= response.statusCode, object?["errors"] == nil else {
            throw AvatarError(response: response, body: body, phase: phase)
        }
        if let token = (object?["sessionToken"] ?? object?["session_token"]) as? String, !token.isEmpty {
            return token
        }
        throw failure {
            $0.httpStatus = response.statusCode
            $0.body = body
            $0.protocol = "missing_token"
        }
    }

    private func connect(_ token: String) async throws -> any Socket {
        if options.avatarId.isEmpty { throw failure { $0.invalidArgument = "avatar_id" } }
        var target = "\(scenario.ingress)/websocket?id=\(options.avatarId)"
        if options.credentials == "query" { target += "&appId=\(options.appId)&sessionKey=\(token)" }
        var request = URLRequest(url: try url(target))
        if options.credentials != "query" {
            request.setValue(options.appId, forHTTPHeaderField: "X-App-ID")
            request.setValue(token, forHTTPHeaderField: "X-Session-Key")
        }
        switch kind {
        case .posix:
            return try await Upgrade(request: request, limit: limit).run()
        case .urlsession:
            request.url = try url("ws" + target.dropFirst("http".count))
            return TaskSocket(request)
        }
    }

    private func handshake(_ socket: any Socket) async throws -> String {
        let frame = try await frame(socket)
        guard let id = Envelope.connectionID(frame), !id.isEmpty else {
            throw failure { $0.frame = Data(frame) }
        }
        return id
    }

    private func sendAudio(_ socket: any Socket) async throws {
        // Samples have two bytes.
        if options.audioBytes % 2 == 1 { throw failure { $0.invalidArgument = "audio" } }
        let audio = Envelope.audioInput([UInt8](repeating: 0, count: options.audioBytes))
        for _ in 0..<options.audioFrames { try await socket.send(audio, limit: limit) }
    }

    private func receive(_ socket: any Socket, until last: UInt64?) async throws {
        while true {
            let frame = try await frame(socket)
            guard let kind = Envelope.kind(frame), kind != Envelope.serverError else {
                throw failure { $0.frame = Data(frame) }
            }
            if kind == last { return }
        }
    }

    /// The next binary message; everything else ends the session.
    private func frame(_ socket: any Socket) async throws -> [UInt8] {
        let received = try await socket.receive(limit: limit)
        if case .binary(let frame) = received { return frame }
        throw failure {
            switch received {
            case .close(let code, let reason): ($0.closeCode, $0.closeReason) = (code, reason)
            case .text: $0.protocol = "text_frame"
            default: $0.protocol = "other"
            }
        }
    }

    /// What no library throws.
    private func failure(_ set: (inout Failure) -> Void) -> AvatarError {
        var failure = Failure(phase: phase, connectionID: connectionID)
        set(&failure)
        return AvatarError(failure)
    }

    private func url(_ text: String) throws -> URL {
        guard let url = URL(string: text) else { throw try AvatarError(URLError(.badURL), phase: phase) }
        return url
    }
}
