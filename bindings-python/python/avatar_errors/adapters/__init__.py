"""Reads what popular libraries raise and return.

Nothing is decided here: each adapter says what one link of a chain says, and the core weighs them.
One file per library; a library that the program has not imported is never looked at. Imported on
first use.
"""

from __future__ import annotations

from .. import _native
from . import response as responses
from .case import Case
from .library import is_exception

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..errors import AvatarError


def from_exception(
    exc: object, known: dict[str, Any], response: object = None
) -> AvatarError | None:
    """None where it is no failure and goes on untouched."""
    if is_no_failure(exc):
        return None
    case = Case(exc, response)
    responses.read(case.unread)
    return case.error(known)


async def from_exception_async(
    exc: object, known: dict[str, Any], response: object = None
) -> AvatarError | None:
    if is_no_failure(exc):
        return None
    case = Case(exc, response)
    await responses.read_async(case.unread)
    return case.error(known)


def from_response(response: object, known: dict[str, Any]) -> AvatarError:
    evidence = responses.observe(response)
    responses.read(evidence[0])
    return _native.classify(evidence=evidence, **known)


async def from_response_async(response: object, known: dict[str, Any]) -> AvatarError:
    evidence = responses.observe(response)
    await responses.read_async(evidence[0])
    return _native.classify(evidence=evidence, **known)


def is_no_failure(exc: object) -> bool:
    """An interrupt, an exit, and the cancellation of asyncio."""
    return is_exception(exc) and not issubclass(type(exc), Exception)
