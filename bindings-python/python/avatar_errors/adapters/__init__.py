"""Reads what popular libraries raise and return.

Nothing is decided here: each adapter says what one link of a chain says, and the core weighs them.
One file per library; a library that the program has not imported is never looked at. Imported on
first use.
"""

from __future__ import annotations

from .. import _native
from ..again import as_class
from . import response as responses
from .case import Case
from .library import is_exception

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    from ..errors import AvatarError

    _E = TypeVar("_E", bound=AvatarError)


def from_exception(exc: object, said: dict[str, Any], response: object, cls: type[_E]) -> _E | None:
    """None where it is no failure and goes on untouched."""
    if is_no_failure(exc):
        return None
    case = Case(exc, response)
    responses.read(case.unread)
    return case.answer(said, cls)


async def from_exception_async(
    exc: object, said: dict[str, Any], response: object, cls: type[_E]
) -> _E | None:
    if is_no_failure(exc):
        return None
    case = Case(exc, response)
    await responses.read_async(case.unread)
    return case.answer(said, cls)


def from_response(response: object, said: dict[str, Any], cls: type[_E]) -> _E:
    evidence = responses.observe(response)
    responses.read(evidence[0])
    return as_class(cls, _native.classify(evidence=evidence, **said))


async def from_response_async(response: object, said: dict[str, Any], cls: type[_E]) -> _E:
    evidence = responses.observe(response)
    await responses.read_async(evidence[0])
    return as_class(cls, _native.classify(evidence=evidence, **said))


def is_no_failure(exc: object) -> bool:
    """An interrupt, an exit, and the cancellation of asyncio."""
    return is_exception(exc) and not issubclass(type(exc), Exception)
