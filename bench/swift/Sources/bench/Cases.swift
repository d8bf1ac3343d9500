import AvatarErrors
import Foundation

/// What the benchmark classifies: raw facts, as a client has them.
enum Cases {
    static let all: [(name: String, failure: @Sendable () -> Failure)] = [
        ("structured", structured),
        ("http_json", httpJSON),
        ("frame", frame),
        ("close", close),
        ("html_2kb", html),
    ]

    private static func structured() -> Failure {
        Failure(
            phase: .websocketRuntime,
            serverCode: "4001",
            serverTitle: "Payment required",
            serverDetail: "The account has no credits left",
            connectionID: "c-7f3a2b9e4d5c6a1b8e0f1234",
            reqID: "r-20260301-42"
        )
    }

    private static func httpJSON() -> Failure {
        Failure(
            phase: .sessionToken,
            httpStatus: 400,
            headers: [
                ("Date", "Sun, 01 Mar 2026 10:00:00 GMT"), ("Content-Type", "application/json"),
                ("Content-Length", "147"), ("Connection", "keep-alive"),
            ],
            body: jsonBody,
            reqID: "r-20260301-42"
        )
    }

    private static let jsonBody = Data(
        #"{"errors":[{"id":"INVALID_ARGUMENT","status":400,"code":"INVALID_ARGUMENT","title":"Bad Request","detail":"expireAt must be at most one day ahead"}]}"#
            .utf8
    )

    private static func frame() -> Failure {
        Failure(phase: .websocketRuntime, frame: serverError)
    }

    /// 14, "egress worker is shutting down", with both IDs.
    private static let serverError = Data(
        base64Encoded:
            "CAQqTQoaYy03ZjNhMmI5ZTRkNWM2YTFiOGUwZjEyMzQSDXItMjAyNjAzMDEtNDIYDiIeZWdyZXNzIHdvcmtlciBpcyBzaHV0dGluZyBkb3du"
    )

    private static func close() -> Failure {
        Failure(
            phase: .websocketRuntime,
            closeCode: 4503,
            closeReason: "upstream unavailable",
            connectionID: "c-7f3a2b9e4d5c6a1b8e0f1234"
        )
    }

    private static func html() -> Failure {
        Failure(
            phase: .websocketConnect,
            httpStatus: 502,
            headers: [("Server", "nginx"), ("Content-Type", "text/html"), ("Content-Length", "2048")],
            body: page
        )
    }

    private static let page: Data = {
        let head =
            "<!DOCTYPE html>\n<html>\n<head>\n<title>502 Bad Gateway</title>\n</head>\n<body>\n<h1>Bad Gateway</h1>\n"
        let paragraph =
            "<p>The page you are looking for is temporarily unavailable. Please try again later.</p>\n"
        let tail = "\n</body>\n</html>"
        let text = (head + String(repeating: paragraph, count: 24)).utf8.prefix(2048 - tail.utf8.count)
        return Data(Array(text) + tail.utf8)
    }()
}
