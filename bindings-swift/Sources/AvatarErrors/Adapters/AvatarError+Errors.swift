import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

extension AvatarError {
    /// Classifies an error that was caught: of `URLSession`, of the system, or one around such an error.
    ///
    ///     do {
    ///         return try await session.data(for: request)
    ///     } catch {
    ///         throw try AvatarError(error, phase: .sessionToken)
    ///     }
    ///
    /// An `AvatarError` stays what it is. An error that is not recognized becomes `.unknown` with its own text.
    /// The new error has `error` as its `native`, and stands in for it with its `cause`.
    ///
    /// - Parameters:
    ///   - response: What had come of the response, for its status and headers.
    ///   - body: The body, of which 64 KB are read; one that broke off does not count.
    ///   - prefix: What the caller was doing; it stands before the message.
    ///   - fallback: What it counts as where nothing is known: `transport` or `protocol`.
    /// - Throws: `error` itself where it is a cancellation: a `CancellationError`, `URLError.cancelled` and the like.
    public init(
        _ error: any Error,
        phase: Phase = .unknown,
        response: URLResponse? = nil,
        body: Data? = nil,
        connectionID: String? = nil,
        reqID: String? = nil,
        prefix: String? = nil,
        fallback: String? = nil
    ) throws {
        let made = Self(
            unlessCancelled: error,
            phase: phase,
            response: response,
            body: body,
            connectionID: connectionID,
            reqID: reqID,
            prefix: prefix,
            fallback: fallback
        )
        guard let made else { throw error }
        self = made
    }

    /// The same, but nothing for a cancellation, for where nobody may throw.
    ///
    ///     guard let failed = AvatarError(unlessCancelled: error, phase: .sessionToken) else { return }
    public init?(
        unlessCancelled error: any Error,
        phase: Phase = .unknown,
        response: URLResponse? = nil,
        body: Data? = nil,
        connectionID: String? = nil,
        reqID: String? = nil,
        prefix: String? = nil,
        fallback: String? = nil
    ) {
        let evidence = Evidence(of: error)
        var failure = Failure(
            phase: phase,
            prefix: prefix,
            fallback: fallback,
            connectionID: connectionID,
            reqID: reqID
        )
        switch evidence.verdict {
        case .classified(let classified):
            self = classified.reclassified()
            return
        case .noFailure:
            return nil
        case .facts(let facts):
            if let response { failure.add(response, body: facts?.transport == nil ? body : nil) }
        }
        self.init(failure, evidence: evidence.observations, native: error)
    }

    /// Classifies a response, whatever its status is.
    ///
    ///     let (body, response) = try await session.data(for: request)
    ///     guard (response as? HTTPURLResponse)?.statusCode == 200 else {
    ///         throw AvatarError(response: response, body: body, phase: .sessionToken)
    ///     }
    ///
    /// - Parameter body: The whole body, of which 64 KB are read.
    public init(
        response: URLResponse,
        body: Data?,
        phase: Phase,
        connectionID: String? = nil,
        reqID: String? = nil
    ) {
        var failure = Failure(phase: phase, connectionID: connectionID, reqID: reqID)
        failure.add(response, body: body)
        self.init(failure)
    }

    /// Classifies an error that a WebSocket task gave, with what the task knows of it: the close frame
    /// that the server sent, or the response that refused the upgrade.
    ///
    ///     do {
    ///         message = try await task.receive()
    ///     } catch {
    ///         throw try AvatarError(error, phase: .websocketRuntime, task: task, connectionID: id)
    ///     }
    ///
    /// - Throws: `error` itself where it is a cancellation, or where the task tells that the caller closed it.
    public init(
        _ error: any Error,
        phase: Phase = .unknown,
        task: URLSessionWebSocketTask,
        connectionID: String? = nil,
        reqID: String? = nil,
        prefix: String? = nil,
        fallback: String? = nil
    ) throws {
        let made = Self(
            unlessCancelled: error,
            phase: phase,
            task: task,
            connectionID: connectionID,
            reqID: reqID,
            prefix: prefix,
            fallback: fallback
        )
        guard let made else { throw error }
        self = made
    }

    /// The same, but nothing for a cancellation and where the task tells that the caller closed it.
    public init?(
        unlessCancelled error: any Error,
        phase: Phase = .unknown,
        task: URLSessionWebSocketTask,
        connectionID: String? = nil,
        reqID: String? = nil,
        prefix: String? = nil,
        fallback: String? = nil
    ) {
        var evidence = Evidence(of: error)
        evidence.add(cause: task.error)
        let end = observation(of: task, error: error)
        switch evidence.verdict {
        case .classified(let classified):
            self = classified.reclassified()
            return
        case .facts where end?.noFailure != true: break
        case .noFailure, .facts: return nil
        }
        let failure = Failure(
            phase: phase,
            prefix: prefix,
            fallback: fallback,
            connectionID: connectionID,
            reqID: reqID
        )
        let links = evidence.observations
        self.init(failure, evidence: end.map(links.beneath) ?? links, native: error)
    }
}
