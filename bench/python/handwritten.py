"""The same job by hand: what an ordinary SDK in Python would write.

It is the peer of the benchmark. It uses what such an SDK has at hand, ``json``, ``re``
and ``protobuf``, compiles every pattern once, and does what an error has to have done:
code, phase, message, recovery, redacted and normalized texts, a retry hint.
"""

from __future__ import annotations

import html
import json
import re
import time
from email.utils import parsedate_to_datetime
from typing import Any, NoReturn

from google.protobuf.message import DecodeError

from frames import Message

NUMBERS = {
    4001: "creditsExhausted",
    4002: "sessionDurationExceeded",
    4003: "concurrencyLimit",
    4010: "sessionTokenInvalid",
    4503: "upstreamError",
}

CODES = """sessionTokenExpired sessionTokenInvalid appIDUnrecognized appIDMismatch avatarNotFound
billingRequired creditsExhausted sessionDurationExceeded unsupportedSampleRate invalidEgressConfig
egressUnavailable idleTimeout upstreamError protocolError connectionFailed connectionClosed
serverError invalidRequest concurrencyLimit""".split()

SPELLINGS = {code.lower(): code for code in CODES} | {
    "insufficientbalance": "creditsExhausted",
    "sessiontimeout": "sessionDurationExceeded",
    "concurrentlimitexceeded": "concurrencyLimit",
    "avataridunrecognized": "avatarNotFound",
}

PHRASES = [
    ("credits exhausted", "creditsExhausted"),
    ("session time limit reached", "sessionDurationExceeded"),
    ("maximum session duration", "sessionDurationExceeded"),
    ("session denied", "billingRequired"),
    ("invalid session token", "sessionTokenInvalid"),
    ("empty token", "sessionTokenInvalid"),
    ("token is expired", "sessionTokenExpired"),
    ("session token expired", "sessionTokenExpired"),
    ("app id mismatch", "appIDMismatch"),
    ("appidunrecognized", "appIDUnrecognized"),
    ("app id unrecognized", "appIDUnrecognized"),
    ("avatar not found", "avatarNotFound"),
    ("unsupported sample rate", "unsupportedSampleRate"),
    ("livekit silence timeout", "idleTimeout"),
    ("no audio input for", "idleTimeout"),
    ("egress configuration is invalid", "invalidEgressConfig"),
    ("missing livekit credentials", "invalidEgressConfig"),
    ("provide api_token or both api_key and api_secret", "invalidEgressConfig"),
    ("egress client is not configured on server", "egressUnavailable"),
    ("failed to create egress connection", "egressUnavailable"),
    ("driven server returned non-200 status code", "upstreamError"),
    ("driven server request failed", "upstreamError"),
    ("livekit_egress", "invalidEgressConfig"),
    ("agora_egress", "invalidEgressConfig"),
    ("expected clientconfiguresession message", "protocolError"),
    ("clientconfiguresession message is nil", "protocolError"),
    ("unexpected message type", "protocolError"),
    ("failed to unmarshal initial message", "protocolError"),
    ("expected binary protobuf message", "protocolError"),
    ("invalid protobuf payload", "protocolError"),
]

CONNECT = {
    400: "sessionTokenInvalid",
    401: "sessionTokenExpired",
    402: "billingRequired",
    403: "sessionTokenInvalid",
    404: "appIDUnrecognized",
    408: "connectionFailed",
    429: "concurrencyLimit",
    502: "upstreamError",
    504: "upstreamError",
}
TOKEN = CONNECT | {400: "invalidRequest", 401: "sessionTokenInvalid", 403: "appIDUnrecognized"}

RECOVERY = dict.fromkeys(
    ("connectionFailed", "connectionClosed", "idleTimeout", "upstreamError", "egressUnavailable"),
    "retry",
) | {
    "sessionTokenExpired": "renewToken",
    "sessionDurationExceeded": "renewToken",
    "serverError": "report",
    "protocolError": "report",
    "unknown": "report",
}

MEANINGS = {
    "connectionClosed": "WebSocket closed unexpectedly",
    "connectionFailed": "Transport-level connection setup failed",
    "unknown": "Fallback code when the SDK cannot classify the failure",
}

BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
SECRETS = re.compile(
    r"""((?:session[_-]?key|session[_-]?token|x-api-key|api[_-]?key|api_secret(?:_key)?|api_token
    |client_secret|secret|token|authorization|password|cookie)["']?\s*(?:=>|:=|:|=)\s*)
    ("[^"]*"|'[^']*'|(?:bearer\s+)?[^\s,;&"'<>()\[\]{}|\\]+)""",
    re.IGNORECASE | re.VERBOSE,
)
BEARER = re.compile(r"(bearer\s+)[^\s,;&\"'<>()\[\]{}|\\]+", re.IGNORECASE)
JWT = re.compile(r"eyJ[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*)+")
USER_INFO = re.compile(r"//[^/?#\"'\s]*:[^/?#\"'\s]*@")
PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html)", re.IGNORECASE | re.DOTALL)
TITLE = re.compile(r"<title[^>]*>(.*?)(?:</title|<|$)", re.IGNORECASE | re.DOTALL)


class HandwrittenError(Exception):
    def __init__(self, code: str, message: str, **fields: Any) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.phase: str = fields["phase"]
        self.http_status: int | None = fields["http_status"]
        self.server_code: str | None = fields["server_code"]
        self.server_title: str | None = fields["server_title"]
        self.server_detail: str | None = fields["server_detail"]
        self.connection_id: str | None = fields["connection_id"]
        self.req_id: str | None = fields["req_id"]
        self.close_code: int | None = fields["close_code"]
        self.close_reason: str | None = fields["close_reason"]
        self.recovery: str = fields["recovery"]
        self.retry_after: float | None = fields["retry_after"]
        self.raw_body: str | None = fields["raw_body"]


def redact(text: str) -> str:
    text = SECRETS.sub(r"\1[redacted]", text)
    text = BEARER.sub(r"\1[redacted]", text)
    text = JWT.sub("[redacted]", text)
    return USER_INFO.sub("//[redacted]@", text)


def normalize(text: str | None, most: int = 1024) -> str | None:
    if not text:
        return None
    text = BLANKS.sub(" ", redact(text)).strip()
    if len(text) > most:
        text = text[: most - 1] + "…"
    return text or None


def read_body(body: str) -> tuple[str | None, str | None, str | None, int | None]:
    try:
        parsed = json.loads(body)
    except ValueError:
        if PAGE.match(body):
            title = TITLE.search(body)
            return None, html.unescape(title[1]) if title else None, None, None
        return None, None, body, None
    if not isinstance(parsed, dict):
        return None, None, body, None
    errors = parsed.get("errors")
    if isinstance(errors, list) and errors and isinstance(errors[0], dict):
        entry = errors[0]
        code = entry.get("code") or entry.get("id")
    else:
        nested = parsed.get("error")
        entry = nested if isinstance(nested, dict) else parsed
        code = entry.get("code") or entry.get("error") or entry.get("id")
    detail = entry.get("detail") or entry.get("message")
    status = entry.get("status")
    return (
        str(code) if code is not None else None,
        entry.get("title"),
        detail,
        int(str(status)) if str(status).isdigit() else None,
    )


def read_retry_after(headers: dict[str, str]) -> float | None:
    lowered = {name.lower(): value for name, value in headers.items()}
    value = lowered.get("retry-after")
    if value is None:
        return None
    if value.isdigit():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return None


def find_code(
    phase: str,
    status: int | None,
    server_code: str | None,
    texts: list[str],
    close_code: int | None,
    transport: str | None,
) -> str:
    for number in (server_code, close_code):
        try:
            application = NUMBERS.get(int(number or 0))
        except ValueError:
            continue
        if application:
            return application
    if server_code:
        spelled = SPELLINGS.get(re.sub(r"[_\- ]", "", server_code.lower()))
        if spelled:
            return spelled
    searched = [text.lower() for text in texts]
    for phrase, code in PHRASES:
        if any(phrase in text for text in searched):
            return code
    if status is not None and status >= 400:
        table = TOKEN if phase in ("session_token", "unknown") else CONNECT
        return table.get(status, "invalidRequest" if status < 500 else "serverError")
    if close_code is not None:
        return "connectionClosed"
    if transport:
        before = phase in ("session_token", "websocket_connect", "websocket_handshake")
        return "connectionFailed" if before else "connectionClosed"
    return "serverError" if server_code or texts else "unknown"


def raise_classified(
    *,
    phase: str,
    http_status: int | None = None,
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
    server_code: str | None = None,
    server_title: str | None = None,
    server_detail: str | None = None,
    frame: bytes | None = None,
    close_code: int | None = None,
    close_reason: str | None = None,
    transport: str | None = None,
    message: str | None = None,
    connection_id: str | None = None,
    req_id: str | None = None,
) -> NoReturn:
    code = None
    raw_body = None
    if frame is not None:
        try:
            received = Message.FromString(frame)
        except DecodeError:
            code = "protocolError"
        else:
            if received.type == 4 and received.HasField("server_error"):
                error = received.server_error
                server_code = server_code or str(error.code)
                server_detail = server_detail or error.message
                connection_id = error.connection_id or connection_id
                req_id = error.req_id or req_id
    if body:
        raw_body = body.decode("utf-8", "replace")
        parsed_code, title, detail, status = read_body(raw_body)
        server_code = server_code or parsed_code
        server_title = server_title or title
        server_detail = server_detail or detail
        if status and (http_status is None or 200 <= http_status < 300):
            http_status = status
        raw_body = redact(raw_body)[:2048]
    texts = [text for text in (server_title, server_detail, close_reason) if text]
    if code is None:
        code = find_code(phase, http_status, server_code, texts, close_code, transport)
    retry_after = read_retry_after(headers) if headers else None
    recovery = RECOVERY.get(code, "surface")
    if code == "connectionClosed" and close_code in (1000, 1008):
        recovery = "report"
    if code in ("serverError", "concurrencyLimit") and retry_after is not None:
        recovery = "retry"
    server_title = normalize(server_title)
    server_detail = normalize(server_detail)
    close_reason = normalize(close_reason, 123)
    words = server_detail or server_title or close_reason or normalize(message)
    place = phase
    if http_status is not None:
        place += f", HTTP {http_status}"
    if close_code is not None:
        place += f", close {close_code}"
    raise HandwrittenError(
        code,
        f"{words or MEANINGS.get(code, code)} ({place})",
        phase=phase,
        http_status=http_status,
        server_code=normalize(server_code, 64),
        server_title=server_title,
        server_detail=server_detail,
        connection_id=normalize(connection_id, 128),
        req_id=normalize(req_id, 128),
        close_code=close_code,
        close_reason=close_reason,
        recovery=recovery,
        retry_after=retry_after,
        raw_body=raw_body,
    )
