"""The library ``websockets``: its asyncio, threading and legacy APIs."""

from __future__ import annotations

from . import tunnel
from .library import get, is_a
from .observation import BAD_URL, BROKEN, NO_FAILURE, NOTHING, TIMEOUT, VIOLATION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .observation import Observation

# The library closes with these by itself.
VIOLATIONS = {1002, 1003, 1007, 1009, 1010}
KEEPALIVE = 1011
ABNORMAL = 1006


def read(exc: BaseException) -> Observation | None:
    error: Any = exc
    if is_exc(exc, "ConnectionClosed"):
        return closed(error)
    if is_exc(exc, "InvalidStatus"):
        return head(error.response)
    if is_exc(exc, "InvalidStatusCode"):
        return {"http_status": error.status_code, "headers": headers(error.headers)}
    if is_exc(exc, "InvalidProxyStatus"):
        return tunnel.refused(error.response.status_code)
    if is_exc(exc, "InvalidURI", "InvalidProxy"):
        return BAD_URL
    # No HTTP at all, or an end where something had to follow, is a broken transport.
    if is_exc(exc, "InvalidMessage", "ProxyError"):
        return BROKEN
    # A limit that what came exceeds, or where redirects lead to.
    if is_exc(exc, "SecurityError"):
        return VIOLATION if "redirect" in str(exc) else BROKEN
    if is_exc(exc, "InvalidHandshake", "ProtocolError", "WebSocketProtocolError"):
        return VIOLATION
    if is_exc(exc, "PayloadTooBig", "TooManyFragments"):
        return VIOLATION
    return NOTHING if is_exc(exc, "WebSocketException") else None


def is_exc(exc: BaseException, *names: str) -> bool:
    return is_a(exc, "websockets.exceptions", *names) or is_a(
        exc, "websockets.legacy.exceptions", *names
    )


def closed(exc: Any) -> Observation:
    """A connection that is closed; only a frame that came first counts as received."""
    sent, received = exc.sent, exc.rcvd
    if sent is not None and not (received is not None and exc.rcvd_then_sent):
        if sent.code in VIOLATIONS:
            return VIOLATION
        return TIMEOUT if sent.code == KEEPALIVE else NO_FAILURE
    if received is not None and received.code != ABNORMAL:
        return {"close_code": received.code, "close_reason": received.reason}
    # Some versions raise over a text that is no UTF-8 instead of closing.
    broken = {"close_code": ABNORMAL}
    return VIOLATION if isinstance(exc.__cause__, UnicodeDecodeError) else broken


def head(thing: Any) -> Observation | None:
    """A rejected upgrade, or a connection after its last message."""
    if is_a(thing, "websockets.http11", "Response"):
        return {
            "http_status": thing.status_code,
            "headers": headers(thing.headers),
            "body": thing.body,
        }
    for module in ("asyncio", "sync"):
        if is_a(thing, f"websockets.{module}.connection", "Connection"):
            return ended(get(thing.protocol, "close_exc"))
    if is_a(thing, "websockets.legacy.protocol", "WebSocketCommonProtocol"):
        return ended(thing.connection_closed_exc())
    return None


def ended(exc: BaseException | None) -> Observation:
    if exc is None:
        return NOTHING
    found = closed(exc)
    # Nothing to pass on untouched here: what the peer answered to the caller's close.
    received = get(exc, "rcvd")
    if found is NO_FAILURE and received is not None:
        return {"close_code": received.code, "close_reason": received.reason}
    return NOTHING if found is NO_FAILURE else found


def headers(found: Any) -> list[tuple[str, str]]:
    return list(found.raw_items()) if hasattr(found, "raw_items") else list(found.items())
