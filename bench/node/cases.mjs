// What the benchmark classifies: raw facts, as a client has them.

const paragraph =
  "<p>The page you are looking for is temporarily unavailable. Please try again later.</p>\n";
const html =
  "<!DOCTYPE html>\n<html>\n<head>\n<title>502 Bad Gateway</title>\n" +
  "<style>body { width: 35em; margin: 0 auto; font-family: Tahoma, sans-serif; }</style>\n" +
  `</head>\n<body>\n<h1>Bad Gateway</h1>\n${paragraph.repeat(22)}`;

export const cases = {
  structured: {
    phase: "websocket_runtime",
    serverCode: 4001,
    serverTitle: "Payment required",
    serverDetail: "The account has no credits left",
    connectionId: "c-7f3a2b9e4d5c6a1b8e0f1234",
    reqId: "r-20260301-42",
  },
  http_json: {
    phase: "session_token",
    httpStatus: 400,
    headers: {
      date: "Sun, 01 Mar 2026 10:00:00 GMT",
      "content-type": "application/json",
      "content-length": "147",
      connection: "keep-alive",
    },
    body: '{"errors":[{"id":"INVALID_ARGUMENT","status":400,"code":"INVALID_ARGUMENT","title":"Bad Request","detail":"expireAt must be at most one day ahead"}]}',
    reqId: "r-20260301-42",
  },
  frame: {
    phase: "websocket_runtime",
    frame: Buffer.from(
      "CAQqTQoaYy03ZjNhMmI5ZTRkNWM2YTFiOGUwZjEyMzQSDXItMjAyNjAzMDEtNDIYDiIeZWdyZXNzIHdvcmtlciBpcyBzaHV0dGluZyBkb3du",
      "base64",
    ),
  },
  close: {
    phase: "websocket_runtime",
    closeCode: 4503,
    closeReason: "upstream unavailable",
    connectionId: "c-7f3a2b9e4d5c6a1b8e0f1234",
  },
  html_2kb: {
    phase: "websocket_connect",
    httpStatus: 502,
    headers: {
      server: "nginx",
      "content-type": "text/html",
      "content-length": "2048",
    },
    body: `${html.slice(0, 2048 - 16)}\n</body>\n</html>`,
  },
};

/** A failure of the service behind, each of its own kind, that is counted where it recurs. */
export function upstream(at) {
  return {
    phase: "websocket_runtime",
    serverCode: `upstream-${at}`,
    closeCode: 4503,
    connectionId: "c-7f3a2b9e4d5c6a1b8e0f1234",
  };
}
