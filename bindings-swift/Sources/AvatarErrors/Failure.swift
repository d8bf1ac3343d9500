import Foundation

/// The raw facts of what happened; `AvatarError` says what they mean.
///
/// Every fact but the phase is optional, and every value is taken: one that is out of
/// range or blank counts as not given. A cancellation, and a close that the caller
/// itself began, are no failures and do not belong here.
public struct Failure: Sendable {
    /// Where it happened.
    public var phase: Phase
    /// The HTTP status, 100–599.
    public var httpStatus: Int?
    /// The response headers, names in any case, one entry for each value.
    public var headers: [(name: String, value: String)]
    /// The response body as received.
    public var body: Data?
    /// The server's own code, where the caller has parsed it already.
    public var serverCode: String?
    /// The server's title, where the caller has parsed it already.
    public var serverTitle: String?
    /// The server's detail, where the caller has parsed it already.
    public var serverDetail: String?
    /// A binary WebSocket frame as received.
    public var frame: Data?
    /// The code of the close frame received from the peer; never 1006 or 1015, which nobody sends.
    public var closeCode: Int?
    /// The reason of the close frame received from the peer; alone it is a close without a code.
    public var closeReason: String?
    /// What broke below HTTP and WebSocket: `dns`, `refused`, `unreachable`, `reset`, `tls`,
    /// `timeout` or `other`.
    public var transport: String?
    /// A violation seen locally: `undecodable`, `unexpected_message`, `text_frame`,
    /// `missing_payload`, `missing_connection_id`, `missing_token` or `other`.
    public var `protocol`: String?
    /// A parameter refused locally, before any request.
    public var invalidArgument: String?
    /// The native error's own text.
    public var message: String?
    /// The connection ID that the caller knows.
    public var connectionID: String?
    /// The request ID that the caller knows.
    public var reqID: String?
    /// Unix time in milliseconds for reading `Retry-After` dates; the system clock where not given.
    public var nowMs: Int64?

    // What only a failure in its JSON form has.
    package var bodyText: String?
    package var bodyBase64: String?
    package var frameBase64: String?

    public init(
        phase: Phase,
        httpStatus: Int? = nil,
        headers: [(name: String, value: String)] = [],
        body: Data? = nil,
        serverCode: String? = nil,
        serverTitle: String? = nil,
        serverDetail: String? = nil,
        frame: Data? = nil,
        closeCode: Int? = nil,
        closeReason: String? = nil,
        transport: String? = nil,
        protocol: String? = nil,
        invalidArgument: String? = nil,
        message: String? = nil,
        connectionID: String? = nil,
        reqID: String? = nil,
        nowMs: Int64? = nil
    ) {
        self.phase = phase
        self.httpStatus = httpStatus
        self.headers = headers
        self.body = body
        self.serverCode = serverCode
        self.serverTitle = serverTitle
        self.serverDetail = serverDetail
        self.frame = frame
        self.closeCode = closeCode
        self.closeReason = closeReason
        self.transport = transport
        self.protocol = `protocol`
        self.invalidArgument = invalidArgument
        self.message = message
        self.connectionID = connectionID
        self.reqID = reqID
        self.nowMs = nowMs
    }
}

// The facts hold secrets: nothing of them may reach a log by printing the value.
extension Failure: CustomStringConvertible, CustomReflectable {
    public var description: String { "Failure(\(Phase.known.contains(phase) ? phase : .unknown))" }

    public var customMirror: Mirror { Mirror(self, children: []) }
}
