"""Sockets: OSError and its number, resolving of names, time-outs."""

from __future__ import annotations

import errno

from . import tunnel
from .library import is_a
from .observation import TIMEOUT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .observation import Observation

NAMES = {
    "refused": "ECONNREFUSED",
    "unreachable": "EHOSTUNREACH ENETUNREACH EHOSTDOWN ENETDOWN EADDRNOTAVAIL",
    "reset": "ECONNRESET ECONNABORTED EPIPE ENOTCONN ESHUTDOWN",
    "timeout": "ETIMEDOUT",
}
# A platform does not have all of them.
WORDS = {
    vars(errno)[name]: word
    for word, names in NAMES.items()
    for name in names.split()
    if name in vars(errno)
}
# How the text of http.client begins, which has no type of its own for this.
TUNNEL = "Tunnel connection failed: "
FILES = (
    FileNotFoundError,
    FileExistsError,
    IsADirectoryError,
    NotADirectoryError,
    PermissionError,
    ChildProcessError,
    ProcessLookupError,
)


def read(exc: BaseException) -> Observation | None:
    kind = type(exc)
    if is_a(exc, "socket", "gaierror", "herror"):
        return {"transport": "dns"}
    if issubclass(kind, TimeoutError) or is_timeout(exc):
        return TIMEOUT
    if not isinstance(exc, OSError) or issubclass(kind, FILES):
        return None
    if exc.errno is None:
        text = str(exc)
        if text.startswith(TUNNEL):
            return tunnel.told(text.removeprefix(TUNNEL))
        # No number: a library's own, raised also for a plain end of the stream.
        return {
            "transport": "refused" if issubclass(kind, ConnectionRefusedError) else several(exc)
        }
    return {"transport": WORDS.get(exc.errno, "other")}


def is_timeout(exc: BaseException) -> bool:
    # Python 3.10 has three kinds of TimeoutError.
    return is_a(exc, "asyncio.exceptions", "TimeoutError") or is_a(
        exc, "concurrent.futures._base", "TimeoutError"
    )


def several(exc: OSError) -> str:
    """The first known number of several addresses that asyncio tried.

    It joins their texts and drops the exceptions, so that the text is the only source.
    """
    text = str(exc)
    if not text.startswith("Multiple exceptions: "):
        return "other"
    numbers = (part.partition("]")[0] for part in text.split("[Errno ")[1:])
    words = (WORDS.get(int(number)) for number in numbers if number.isdecimal())
    return next((word for word in words if word), "other")
