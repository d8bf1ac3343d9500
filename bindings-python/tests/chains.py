"""Chains of exceptions, raised as programs and libraries raise them."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from typing import Any

import httpx
from websockets.exceptions import ConnectionClosedError, ConnectionClosedOK
from websockets.frames import Close

if sys.version_info >= (3, 11):
    from builtins import ExceptionGroup
else:
    from exceptiongroup import ExceptionGroup


def raised(call: Callable[[], object]) -> Any:
    """What a call raises."""
    try:
        call()
    except BaseException as exc:
        return exc
    raise AssertionError("nothing was raised")


def caused(outer: BaseException, *inner: BaseException) -> Any:
    """Each raised from the one after it."""

    def raise_it() -> None:
        if not inner:
            raise outer
        raise outer from caused(*inner)

    return raised(raise_it)


def beside(outer: BaseException, inner: BaseException) -> Any:
    """Raised while the other was being handled."""

    def raise_it() -> None:
        try:
            raise inner
        except BaseException:
            raise outer  # noqa: B904 -- what is meant

    return raised(raise_it)


def instead(outer: BaseException, inner: BaseException) -> Any:
    """Raised while the other was being handled, and said to be none of it."""

    def raise_it() -> None:
        try:
            raise inner
        except BaseException:
            raise outer from None

    return raised(raise_it)


def group(*members: Exception) -> Any:
    return caused(ExceptionGroup("several", members))


def silent(text: str = "boom") -> Exception:
    """An exception that nobody knows."""
    return RuntimeError(text)


def wrapper() -> Exception:
    return httpx.ConnectError("all attempts failed")


def reset() -> Exception:
    return ConnectionResetError(errno.ECONNRESET, "reset by peer")


def refused() -> Exception:
    return ConnectionRefusedError(errno.ECONNREFUSED, "refused")


def status(code: int, body: str = "") -> Exception:
    request = httpx.Request("GET", "https://host/websocket")
    response = httpx.Response(code, text=body, request=request)
    exc: Exception = raised(response.raise_for_status)
    return exc


def closed(code: int, reason: str = "") -> Exception:
    return ConnectionClosedError(Close(code, reason), Close(code, reason), True)


def dropped() -> Exception:
    """A WebSocket that ended without a close frame: 1006."""
    return ConnectionClosedError(None, None)


def own_close() -> Exception:
    return ConnectionClosedOK(Close(1000, ""), Close(1000, ""), False)
