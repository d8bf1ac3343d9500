import AvatarErrors
import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A session as an SDK runs it: token, upgrade, configure, confirm, audio, frames.
struct Session {
    private let scenario: Scenario
    private var phase = Phase.sessionToken
    private var connectionID: String?

    init(_ scenario: Scenario) {
        self.scenario = scenario
    }

    /// Runs until it fails.
    mutating func run() async throws {
        do {
            let token = try await token()
            phase = .websocketConnect
            let socket = try await connect(token)
            phase = .websocketHandshake
            connectionID = try handshake(socket)
            phase = .websocketSend
            try sendAudio(socket)
            phase = .websocketRuntime
            try receive(socket)
        } catch var failed as Failed {
            failed.failure.phase = phase
            failed.failure.connectionID = connectionID
            throw failed
        }
    }

    private var options: Scenario.Options { scenario.options }
    private var limit: TimeInterval { options.limit(phase.rawValue) }
    private var deadline: Date { Date(timeIntervalSinceNow: limit) }

    private func token() async throws -> String {
        if options.apiKey.isEmpty { throw Failed { $0.invalidArgument = "api_key" } }
        var request = URLRequest(url: try url("\(scenario.console)/session-tokens"))
        request.httpMethod = "POST"
        request.setValue(options.apiKey, forHTTPHeaderField: "X-Api-Key")
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = Data("{\"expireAt\":\(Int(Date().timeIntervalSince1970) + 600)}".utf8)
        let answer = try await Exchange.run(request, limit: limit)
        guard 200..<300 ~= answer.httpStatus ?? 0 else { throw Failed { $0 = answer } }
        let object = try? JSONSerialization.jsonObject(with: answer.body ?? Data()) as? [String: Any]
        if let token = (object?["sessionToken"] ?? object?["session_token"]) as? String, !token.isEmpty {
            return token
        }
        throw Failed {
            $0 = answer
            if object?["errors"] == nil { $0.protocol = "missing_token" }
        }
    }

    private func connect(_ token: String) async throws -> WebSocket {
        if options.avatarId.isEmpty { throw Failed { $0.invalidArgument = "avatar_id" } }
        var target = "\(scenario.ingress)/websocket?id=\(options.avatarId)"
        var headers: [(String, String)] = []
        if options.credentials == "query" {
            target += "&appId=\(options.appId)&sessionKey=\(token)"
        } else {
            headers = [("X-App-ID", options.appId), ("X-Session-Key", token)]
        }
        return try await Upgrade(url: try url(target), headers: headers, limit: limit).run()
    }

    private func handshake(_ socket: WebSocket) throws -> String {
        try socket.send(Envelope.configureSession, by: deadline)
        let frame = try socket.receive(by: deadline)
        guard let id = Envelope.connectionID(frame), !id.isEmpty else {
            throw Failed { $0.frame = Data(frame) }
        }
        return id
    }

    private func sendAudio(_ socket: WebSocket) throws {
        // Samples have two bytes.
        if options.audioBytes % 2 == 1 { throw Failed { $0.invalidArgument = "audio" } }
        let audio = Envelope.audioInput([UInt8](repeating: 0, count: options.audioBytes))
        for _ in 0..<options.audioFrames { try socket.send(audio, by: deadline) }
    }

    private func receive(_ socket: WebSocket) throws {
        while true {
            let frame = try socket.receive(by: deadline)
            guard let kind = Envelope.kind(frame), kind != Envelope.serverError else {
                throw Failed { $0.frame = Data(frame) }
            }
        }
    }

    private func url(_ text: String) throws -> URL {
        guard let url = URL(string: text) else { throw URLError(.badURL) }
        return url
    }
}
