"""The library ``requests``; what is under it is read by the adapter of urllib3."""

from __future__ import annotations

from . import urllib3
from .library import get, is_a
from .observation import BAD_URL, BROKEN, NOTHING, TIMEOUT, VIOLATION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .observation import Observation


def read(exc: BaseException) -> Observation | None:
    if is_exc(exc, "HTTPError"):
        return head(get(exc, "response"))
    if is_exc(exc, "Timeout"):
        return TIMEOUT
    if is_exc(exc, "TooManyRedirects"):
        return VIOLATION
    if is_exc(exc, "URLRequired", "MissingSchema", "InvalidSchema", "InvalidURL"):
        return BAD_URL
    if is_exc(exc, "InvalidHeader"):
        return {"invalid_argument": "headers"}
    if is_exc(exc, "ConnectionError", "ChunkedEncodingError", "ContentDecodingError", "RetryError"):
        return BROKEN
    return NOTHING if is_exc(exc, "RequestException") else None


def is_exc(exc: BaseException, *names: str) -> bool:
    return is_a(exc, "requests.exceptions", *names)


def head(thing: Any) -> Observation | None:
    if not is_a(thing, "requests", "Response"):
        return None
    # Its own headers join what comes repeatedly.
    raw = get(thing, "raw")
    headers = get(raw, "headers")
    if headers is None:
        headers = thing.headers
    found = {"http_status": thing.status_code, "headers": list(headers.items())}
    body = get(thing, "_content")
    if body is False:
        if get(raw, "closed"):
            return found
        pieces = urllib3.PIECE
        return found | {"unread": (thing, lambda: urllib3.pieces(raw, thing.iter_content(pieces)))}
    return found | urllib3.whole(raw, body)
