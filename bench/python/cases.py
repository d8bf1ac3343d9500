"""Five failures as a client sees them: what both classifiers are measured with."""

from __future__ import annotations

from typing import Any

_ERRORS = b"""{"errors":[{"id":"INVALID_ARGUMENT","status":400,"code":"invalid_api_key",
"title":"Invalid request","detail":"Invalid session token, the key of this app was revoked",
"message":"request refused"}]}"""

_FRAME = (
    b"\x08\x04\x2a\x4b\x0a\x0dconn-7f3a2c91\x12\x0creq-00004711\x18\xa1\x1f"
    b"\x22\x29credits exhausted for the current account"
)

_PAGE = b"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>502 Bad Gateway &amp; co</title>
<style>body { font-family: sans-serif; margin: 4em; color: #333 }</style></head>
<body><h1>502 Bad Gateway</h1>
<p>The server was unable to complete your request. Please try again later.</p>
<!-- padding so that browsers show this page instead of their own -->
"""

_HEADERS = {
    "Date": "Sun, 06 Nov 1994 08:49:37 GMT",
    "Content-Type": "application/json",
    "Content-Length": "214",
    "Server": "nginx",
    "X-Request-Id": "b6f0a1d2",
    "Connection": "keep-alive",
}

CASES: dict[str, dict[str, Any]] = {
    "structured": {
        "phase": "websocket_connect",
        "http_status": 403,
        "server_code": "app_id_mismatch",
        "server_title": "Forbidden",
        "server_detail": "The session token belongs to a different app",
        "connection_id": "conn-7f3a2c91",
        "req_id": "req-00004711",
    },
    "http_json": {
        "phase": "session_token",
        "http_status": 400,
        "headers": _HEADERS,
        "body": _ERRORS,
    },
    "frame": {
        "phase": "websocket_runtime",
        "frame": _FRAME,
    },
    "close": {
        "phase": "websocket_runtime",
        "close_code": 4503,
        "close_reason": "upstream unavailable, reconnect later",
        "connection_id": "conn-7f3a2c91",
    },
    "html_2kb": {
        "phase": "websocket_connect",
        "http_status": 502,
        "headers": _HEADERS | {"Content-Type": "text/html", "Retry-After": "30"},
        "body": (_PAGE + b"<!-- nothing to see here -->\n" * 64)[:2033] + b"</body></html>\n",
    },
}
