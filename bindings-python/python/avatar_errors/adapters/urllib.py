"""The standard library's clients: ``urllib.request`` and ``http.client``."""

from __future__ import annotations

from .body import LIMIT
from .library import get, is_a
from .observation import BAD_URL, BROKEN, NOTHING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from .observation import Observation


def read(exc: BaseException) -> Observation | None:
    if is_a(exc, "urllib.error", "HTTPError"):
        return head(exc)
    if is_a(exc, "http.client", "InvalidURL"):
        return BAD_URL
    if is_a(exc, "http.client", "ImproperConnectionState", "NotConnected"):
        return NOTHING
    if is_a(exc, "urllib.error", "URLError", "ContentTooShortError"):
        return BROKEN
    # RemoteDisconnected is a ConnectionResetError too, but nothing was reset.
    return BROKEN if is_a(exc, "http.client", "HTTPException") else None


def causes(exc: BaseException) -> tuple[object, ...]:
    return (get(exc, "reason"),) if is_a(exc, "urllib.error", "URLError") else ()


def head(thing: Any) -> Observation | None:
    if not (
        is_a(thing, "http.client", "HTTPResponse")
        or is_a(thing, "urllib.error", "HTTPError")
        or is_a(thing, "urllib.response", "addinfourl")
    ):
        return None
    status = get(thing, "status") or get(thing, "code")
    headers = get(thing, "headers")
    return {
        "http_status": status,
        "headers": list(headers.items()) if headers is not None else None,
        "unread": (thing, lambda: pieces(thing)),
    }


def pieces(response: Any) -> Iterator[bytes]:
    length = get(response, "length")
    # Read with a size, a body that breaks off looks like a whole one.
    small = isinstance(length, int) and length <= LIMIT
    yield response.read() if small else response.read(LIMIT)
