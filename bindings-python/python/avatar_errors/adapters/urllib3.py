"""The library ``urllib3``, alone or under requests."""

from __future__ import annotations

from .library import get, is_a
from .observation import BAD_URL, BROKEN, NOTHING, TIMEOUT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from .observation import Observation

PIECE = 8192


def read(exc: BaseException) -> Observation | None:
    if is_exc(exc, "NameResolutionError"):
        return {"transport": "dns"}
    # It is a ConnectTimeoutError too.
    if is_exc(exc, "NewConnectionError"):
        return BROKEN
    if is_exc(exc, "TimeoutError"):
        return TIMEOUT
    if is_exc(exc, "LocationValueError"):
        return BAD_URL
    if is_exc(exc, "MaxRetryError", "ProtocolError", "SSLError", "ProxyError", "ResponseError"):
        return BROKEN
    if is_exc(exc, "DecodeError", "InvalidHeader", "InvalidChunkLength", "IncompleteRead"):
        return BROKEN
    return NOTHING if is_exc(exc, "HTTPError") else None


def causes(exc: BaseException) -> tuple[object, ...]:
    if is_exc(exc, "NewConnectionError"):
        # Versions before 2 do not say that it is raised from what broke the connection.
        return (get(exc, "__context__"),)
    return (get(exc, "reason"),) if is_exc(exc, "MaxRetryError") else ()


def is_exc(exc: BaseException, *names: str) -> bool:
    return is_a(exc, "urllib3.exceptions", *names)


def head(thing: Any) -> Observation | None:
    if not is_a(thing, "urllib3.response", "HTTPResponse", "BaseHTTPResponse"):
        return None
    found = {"http_status": thing.status, "headers": list(thing.headers.items())}
    body = get(thing, "_body")
    if isinstance(body, bytes):
        return found | whole(thing, body)
    if thing.closed:
        return found
    return found | {"unread": (thing, lambda: pieces(thing, thing.stream(PIECE)))}


def whole(response: Any, body: Any) -> Observation:
    """A body that is there, unless it broke off: versions before 2 do not raise."""
    return BROKEN if get(response, "length_remaining") else {"body": body}


def pieces(response: Any, source: Iterator[bytes]) -> Iterator[bytes]:
    yield from source
    if get(response, "length_remaining"):
        raise EOFError
