"""Reads the facts off what popular libraries raise and return.

Nothing is decided here: the facts go to ``classify``. One file per library; a library that
the program has not imported is never looked at. Imported on first use.
"""

from __future__ import annotations

from .. import _native
from ..errors import AvatarError
from . import response as responses
from . import sdks
from .facts import OWN_CLOSE
from .library import is_a, is_exception
from .search import search

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .facts import Facts


def from_exception(
    exc: object, known: dict[str, Any], response: object = None
) -> AvatarError | None:
    """None where it is no failure and goes on untouched."""
    facts, response = begin(exc, response)
    if not isinstance(facts, dict):
        return facts
    read = responses.head(response) if "transport" in facts else responses.read(response)
    return finish(exc, facts, read, known)


async def from_exception_async(
    exc: object, known: dict[str, Any], response: object = None
) -> AvatarError | None:
    facts, response = begin(exc, response)
    if not isinstance(facts, dict):
        return facts
    broken = "transport" in facts
    read = responses.head(response) if broken else await responses.read_async(response)
    return finish(exc, facts, read, known)


def from_response(response: object, known: dict[str, Any]) -> AvatarError:
    return _native.classify(responses.read(response), **known)


async def from_response_async(response: object, known: dict[str, Any]) -> AvatarError:
    return _native.classify(await responses.read_async(response), **known)


def begin(exc: object, response: object) -> tuple[Facts | AvatarError | None, object]:
    """The facts but those of the response, and the response."""
    if not is_exception(exc):
        return {}, response
    if not issubclass(type(exc), Exception) or is_cancelled(exc):
        return None, None
    found = search(exc)
    if isinstance(found, AvatarError):
        return found, None
    if found is OWN_CLOSE:
        return None, None
    facts = sdks.ids(exc) | found
    own = facts.pop("response", None)
    return facts, own if response is None else response


def is_cancelled(exc: object) -> bool:
    # The CancelledError of asyncio is no Exception, this one is.
    return is_a(exc, "concurrent.futures._base", "CancelledError")


def finish(exc: object, facts: Facts, response: Facts, known: dict[str, Any]) -> AvatarError:
    # A response that was handed over wins; what broke the connection is known from the exception.
    failure = {"message": text(exc)} | facts | response
    if "transport" in facts:
        failure["transport"] = facts["transport"]
    failure.pop("pieces", None)
    error = _native.classify(failure, **known)
    if is_exception(exc):
        error.__cause__ = exc
    return error


def text(exc: object) -> str:
    """The exception's own words, or the name of its type."""
    try:
        words = str(exc)
        if words.strip():
            return words
    except Exception:
        pass
    return type(exc).__name__
