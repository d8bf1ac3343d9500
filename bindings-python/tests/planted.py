"""Exceptions with secrets wherever an exception has texts, raised as libraries raise them.

No secret is written here as one: they are put together when they are asked for.
"""

from __future__ import annotations

import sys
from typing import Any

import httpx

from avatar_errors import AvatarError
from chains import ExceptionGroup, caused, raised

SECRET = "hunter" + "-9f8e7d6c"


def text(word: str) -> str:
    return (
        f"{word} failed for wss://host/websocket?sessionKey={SECRET}-{word}\ntoken={SECRET}-{word}"
    )


def noted(exc: Any, word: str) -> Any:
    if sys.version_info >= (3, 11):
        exc.add_note(f"noted {word}, password: {SECRET}-note")
    return exc


def of_httpx() -> Exception:
    url = f"https://host/?api_key={SECRET}-url"
    request = httpx.Request("GET", url, headers={"X-Api-Key": SECRET})
    return noted(httpx.ConnectError(text("outermost"), request=request), "outermost")


def chain() -> Any:
    """An exception with a cause, whose own cause is a group of two, one with a context."""
    return caused(of_httpx(), noted(OSError(text("beneath")), "beneath"), several())


def several() -> Any:
    return ExceptionGroup(text("gathered"), [with_context(), ValueError(text("other"))])


def with_context() -> Any:
    def fail() -> None:
        try:
            raise KeyError(f"context, token={SECRET}-context")
        except KeyError:
            raise TimeoutError(text("member"))  # noqa: B904 -- what is meant

    return raised(fail)


def fail() -> None:
    """Raises it as the README says."""
    try:
        raise chain()
    except Exception as exc:
        raise AvatarError.from_exception(exc, phase="websocket_connect")  # noqa: B904


# What must be read all the same, on any version of Python.
PLAIN = [
    "ConnectError: outermost failed for wss://host/websocket",
    "OSError: beneath failed",
    "planted.py",
    "in fail",
    "avatar_errors.AvatarError: connectionFailed: outermost failed",
]
GATHERED = [
    "ExceptionGroup: gathered failed",
    "TimeoutError: member failed",
    "ValueError: other failed",
    "KeyError: 'context, ",
]
