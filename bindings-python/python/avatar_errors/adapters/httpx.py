"""The library ``httpx``."""

from __future__ import annotations

from . import tunnel
from .library import get, is_a
from .observation import BAD_URL, BROKEN, NOTHING, TIMEOUT, VIOLATION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .observation import Observation


def read(exc: BaseException) -> Observation | None:
    if is_a(exc, "httpx", "HTTPStatusError"):
        return head(get(exc, "response"))
    if is_a(exc, "httpx", "TimeoutException"):
        return TIMEOUT
    if is_a(exc, "httpx", "UnsupportedProtocol", "InvalidURL"):
        return BAD_URL
    if is_a(exc, "httpx", "LocalProtocolError"):
        return {"invalid_argument": "request"}
    if is_a(exc, "httpx", "TooManyRedirects"):
        return VIOLATION
    if is_a(exc, "httpx", "ProxyError"):
        return tunnel.told(str(exc))
    if is_a(exc, "httpx", "RequestError"):
        return BROKEN
    return NOTHING if is_a(exc, "httpx", "HTTPError") else None


def head(thing: Any) -> Observation | None:
    if not is_a(thing, "httpx", "Response"):
        return None
    found = {"http_status": thing.status_code, "headers": thing.headers.multi_items()}
    body = get(thing, "content")
    if body is not None or thing.is_closed:
        return found | {"body": body}
    waits = is_a(get(thing, "stream"), "httpx", "AsyncByteStream")
    return found | {"unread": (thing, thing.aiter_bytes if waits else thing.iter_bytes)}
