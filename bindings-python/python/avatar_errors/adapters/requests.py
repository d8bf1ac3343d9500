"""The library ``requests``; what is under it is read by the adapter of urllib3."""

from __future__ import annotations

from . import urllib3
from .facts import BAD_URL, BROKEN, NOTHING, TIMEOUT, VIOLATION
from .library import get, is_a

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .facts import Facts


def read(exc: BaseException) -> Facts | None:
    if is_exc(exc, "HTTPError"):
        return {"response": get(exc, "response")}
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


def head(thing: Any) -> Facts | None:
    if not is_a(thing, "requests", "Response"):
        return None
    # Its own headers join what comes repeatedly.
    raw = get(thing, "raw")
    headers = get(raw, "headers")
    if headers is None:
        headers = thing.headers
    facts = {"http_status": thing.status_code, "headers": list(headers.items())}
    body = get(thing, "_content")
    if body is False:
        if get(raw, "closed"):
            return facts
        return facts | {"pieces": lambda: urllib3.pieces(raw, thing.iter_content(urllib3.PIECE))}
    return facts | urllib3.whole(raw, body)
