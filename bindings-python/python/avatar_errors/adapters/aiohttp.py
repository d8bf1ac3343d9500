"""The library ``aiohttp``: its client and its WebSocket."""

from __future__ import annotations

from . import tunnel
from .library import get, is_a, is_exception
from .observation import BAD_URL, BROKEN, NOTHING, TIMEOUT, VIOLATION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .observation import Observation

SWITCHING_PROTOCOLS = 101
NO_STATUS = 1005
ABNORMAL = 1006
# Never on the wire; aiohttp does not check them.
FORBIDDEN = {NO_STATUS, ABNORMAL, 1015}
HIGHEST = 4999

# The last answers that `trace` kept, each with the headers that the exception has too.
kept: list[tuple[object, Observation]] = []
MOST_KEPT = 16


def read(exc: BaseException) -> Observation | None:
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


def causes(exc: BaseException) -> tuple[object, ...]:
    known = is_exc(exc, "ClientError")
    return (get(exc, "os_error"), get(exc, "certificate_error")) if known else ()


def is_exc(exc: object, *names: str) -> bool:
    return is_a(exc, "aiohttp.client_exceptions", *names)


def refused(exc: Any) -> Observation:
    # The status of a message that is no HTTP, or of a proxy, is not the service's.
    if is_a(exc.__cause__, "aiohttp.http_exceptions", "HttpProcessingError"):
        return BROKEN
    if is_exc(exc, "ClientHttpProxyError"):
        return tunnel.refused(exc.status)
    if exc.status == SWITCHING_PROTOCOLS:
        return VIOLATION
    found = {"http_status": exc.status, "headers": list((exc.headers or {}).items())}
    return next((found | more for headers, more in kept if headers is exc.headers), found)


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
        (found,) = response.observe(answer)
        await response.read_async(found)
        more: Observation = {name: found[name] for name in ("body", "transport") if name in found}
        kept.append((answer.headers, more))
        del kept[:-MOST_KEPT]


def head(thing: Any) -> Observation | None:
    """A response, a message that ends a WebSocket, or a WebSocket that has ended."""
    if is_a(thing, "aiohttp", "ClientResponse"):
        found = {"http_status": thing.status, "headers": list(thing.headers.items())}
        body = get(thing, "_body")
        if body is not None or is_closed(thing.content.exception()):
            return found | {"body": body}
        return found | {"unread": (thing, thing.content.iter_any)}
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


def message(thing: Any) -> Observation:
    name = thing.type.name
    if name == "CLOSE":
        if thing.data in FORBIDDEN or thing.data > HIGHEST:
            return VIOLATION
        return close(thing.data, thing.extra)
    if name == "ERROR" and is_exception(thing.data):
        return {"exception": thing.data}
    return BROKEN if name in ("CLOSED", "CLOSING", "ERROR") else NOTHING


def close(code: Any, reason: Any) -> Observation:
    if code is None:
        return BROKEN
    return {"close_code": code or NO_STATUS, "close_reason": reason}
