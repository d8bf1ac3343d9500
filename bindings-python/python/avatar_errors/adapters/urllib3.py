"""The library ``urllib3``, alone or under requests."""

from __future__ import annotations

from .facts import BAD_URL, BROKEN, NOTHING, TIMEOUT
from .library import get, is_a

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from .facts import Facts

PIECE = 8192


def read(exc: BaseException) -> Facts | None:
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


def is_exc(exc: BaseException, *names: str) -> bool:
    return is_a(exc, "urllib3.exceptions", *names)


def head(thing: Any) -> Facts | None:
    if not is_a(thing, "urllib3.response", "HTTPResponse", "BaseHTTPResponse"):
        return None
    facts = {"http_status": thing.status, "headers": list(thing.headers.items())}
    body = get(thing, "_body")
    if isinstance(body, bytes):
        return facts | whole(thing, body)
    if thing.closed:
        return facts
    return facts | {"pieces": lambda: pieces(thing, thing.stream(PIECE))}


def whole(response: Any, body: Any) -> Facts:
    """A body that is there, unless it broke off: versions before 2 do not raise."""
    return BROKEN if get(response, "length_remaining") else {"body": body}


def pieces(response: Any, source: Iterator[bytes]) -> Iterator[bytes]:
    yield from source
    if get(response, "length_remaining"):
        raise EOFError
