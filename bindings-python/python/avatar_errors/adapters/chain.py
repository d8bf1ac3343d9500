"""What an exception comes from: its members, what libraries keep on it, its causes."""

from __future__ import annotations

from .library import get, is_exception

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 32
# Of aiohttp, urllib and urllib3.
ATTRIBUTES = ("os_error", "certificate_error", "reason")


def inner(exc: BaseException) -> Iterator[BaseException]:
    """The nearest first."""
    for group in (get(exc, "exceptions"), get(exc, "args")):
        if isinstance(group, (tuple, list)):
            yield from filter(is_exception, group[:LIMIT])
    for name in ATTRIBUTES:
        if is_exception(kept := get(exc, name)):
            yield kept
    if is_exception(cause := get(exc, "__cause__")):
        yield cause
    elif get(exc, "__suppress_context__") is False and is_exception(
        context := get(exc, "__context__")
    ):
        yield context
