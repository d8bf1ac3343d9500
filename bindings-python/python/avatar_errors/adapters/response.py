"""What a response, or the end of a WebSocket, says."""

from __future__ import annotations

from . import body
from .evidence import Evidence
from .known import HEAD
from .observation import BROKEN, NOTHING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .observation import Observation


def observe(response: object) -> list[Observation]:
    """What is there already. Whatever it ended with, it is a failure and not classified yet."""
    found = head(response)
    if "exception" in found:
        evidence = Evidence(found["exception"])
        if evidence.kind in ("facts", "nothing"):
            return evidence.observations
        found = BROKEN
    return [{"link": "cause", "depth": 0} | body.cut(found)]


def head(response: object) -> Observation:
    for ask in HEAD:
        try:
            found: Observation | None = ask(response)
        except Exception:
            continue
        if found is not None:
            return found
    return NOTHING


def read(found: Observation) -> None:
    """Waits for a body that is not there yet, of a library without asyncio."""
    if "unread" in found:
        response, pieces = found.pop("unread")
        try:
            source = pieces()
            if hasattr(source, "__next__"):
                found["body"] = body.read(source, response)
        except Exception as exc:
            found["transport"] = broken(exc)


async def read_async(found: Observation) -> None:
    """Waits for a body that is not there yet, of any library."""
    if "unread" in found:
        response, pieces = found.pop("unread")
        try:
            source = pieces()
            if hasattr(source, "__anext__"):
                found["body"] = await body.read_async(source)
            else:
                found["body"] = body.read(source, response)
        except Exception as exc:
            found["transport"] = broken(exc)


def broken(exc: Exception) -> object:
    """What of a body had come is a matter of chance, so that it is dropped."""
    return Evidence(exc).deciding.get("transport", "other")
