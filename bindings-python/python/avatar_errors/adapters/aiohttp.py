"""The library ``aiohttp``: its client and its WebSocket."""

from __future__ import annotations

from .facts import BAD_URL, BROKEN, NOTHING, TIMEOUT, VIOLATION
from .library import get, is_a, is_exception

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .facts import Facts

SWITCHING_PROTOCOLS = 101
NO_STATUS = 1005
ABNORMAL = 1006
# Never on the wire; aiohttp does not check them.
FORBIDDEN = {NO_STATUS, ABNORMAL, 1015}
HIGHEST = 4999

# The last answers that `trace` kept, each with the headers that the exception has too.
kept: list[tuple[object, Facts]] = []
MOST_KEPT = 16


def read(exc: BaseException) -> Facts | None:
    if is_a(exc, "aiohttp", "WebSocketError") or is_exc(exc, "TooManyRedirects"):
        return VIOLATION
    if is_exc(exc, "ClientResponseError"):
        return refused(exc)
    if is_exc(exc, "ServerTimeoutError"):
        return TIMEOUT
    if is_exc(exc, "ClientConnectorDNSError"):
        return {"transport": "dns"}
    if is_exc(exc, "ClientConnectorCertificateError", "ServerFingerprintMismatch"):
        return {"transport": "tls"}
    # Where an answer leads to is not the caller's choice.
    if is_exc(exc, "RedirectClientError"):
        return VIOLATION
    if is_exc(exc, "InvalidURL", "NonHttpUrlClientError"):
        return BAD_URL
    if is_exc(exc, "ClientOSError"):
        return None
    if is_exc(exc, "ClientConnectionError", "ClientPayloadError") or is_a(
        exc, "aiohttp", "EofStream"
    ):
        return BROKEN
    return NOTHING if is_exc(exc, "ClientError") else None


def is_exc(exc: object, *names: str) -> bool:
    return is_a(exc, "aiohttp.client_exceptions", *names)


def refused(exc: Any) -> Facts:
    # The status of a message that is no HTTP, or of a proxy, is not the service's.
    if is_a(exc.__cause__, "aiohttp.http_exceptions", "HttpProcessingError"):
        return BROKEN
    if is_exc(exc, "ClientHttpProxyError"):
        return BROKEN
    if exc.status == SWITCHING_PROTOCOLS:
        return VIOLATION
    facts = {"http_status": exc.status, "headers": list((exc.headers or {}).items())}
    return next((facts | more for headers, more in kept if headers is exc.headers), facts)


def trace() -> Any:
    """Keeps what `WSServerHandshakeError` drops: the body of a rejected upgrade."""
    import aiohttp

    config = aiohttp.TraceConfig()
    config.on_request_end.append(keep)
    return config


async def keep(session: object, context: object, params: Any) -> None:
    from . import response

    answer = params.response
    if answer.status != SWITCHING_PROTOCOLS and "Sec-WebSocket-Key" in answer.request_info.headers:
        facts = await response.read_async(answer)
        more: Facts = {name: facts[name] for name in ("body", "transport") if name in facts}
        kept.append((answer.headers, more))
        del kept[:-MOST_KEPT]


def head(thing: Any) -> Facts | None:
    """A response, a message that ends a WebSocket, or a WebSocket that has ended."""
    if is_a(thing, "aiohttp", "ClientResponse"):
        facts = {"http_status": thing.status, "headers": list(thing.headers.items())}
        body = get(thing, "_body")
        if body is not None or is_closed(thing.content.exception()):
            return facts | {"body": body}
        return facts | {"pieces": thing.content.iter_any}
    if is_a(get(thing, "type"), "aiohttp", "WSMsgType"):
        return message(thing)
    if is_a(thing, "aiohttp", "ClientWebSocketResponse"):
        if is_exception(exc := thing.exception()):
            return {"exception": exc}
        return close(thing.close_code, None)
    return None


def is_closed(exc: object) -> bool:
    """Whether the caller closed the response: what the server does has an own type."""
    return is_exc(exc, "ClientConnectionError") and type(exc).__name__ == "ClientConnectionError"


def message(thing: Any) -> Facts:
    name = thing.type.name
    if name == "CLOSE":
        if thing.data in FORBIDDEN or thing.data > HIGHEST:
            return VIOLATION
        return close(thing.data, thing.extra)
    if name == "ERROR" and is_exception(thing.data):
        return {"exception": thing.data}
    return BROKEN if name in ("CLOSED", "CLOSING", "ERROR") else NOTHING


def close(code: Any, reason: Any) -> Facts:
    if code is None or code == ABNORMAL:
        return BROKEN
    return {"close_code": code or NO_STATUS, "close_reason": reason}
