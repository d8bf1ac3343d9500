"""What a response, or the end of a WebSocket, says."""

from __future__ import annotations

from ..errors import AvatarError
from . import aiohttp, body, httpx, requests, urllib, urllib3, websockets
from .facts import BROKEN, OWN_CLOSE
from .search import search

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .facts import Facts

ADAPTERS: tuple[Any, ...] = (websockets, aiohttp, httpx, requests, urllib3, urllib)


def read(response: object) -> Facts:
    """Waits for a body of a library without asyncio."""
    facts = head(response)
    if "pieces" in facts:
        try:
            source = facts.pop("pieces")()
            if hasattr(source, "__next__"):
                facts["body"] = body.read(source, response)
        except Exception as exc:
            facts |= broken(exc)
    return facts


async def read_async(response: object) -> Facts:
    """Waits for a body of any library."""
    facts = head(response)
    if "pieces" in facts:
        try:
            source = facts.pop("pieces")()
            if hasattr(source, "__anext__"):
                facts["body"] = await body.read_async(source)
            else:
                facts["body"] = body.read(source, response)
        except Exception as exc:
            facts |= broken(exc)
    return facts


def head(response: object) -> Facts:
    """What is there already; ``pieces`` gives a body that is not."""
    for adapter in ADAPTERS:
        try:
            facts = adapter.head(response)
        except Exception:
            continue
        if facts is not None:
            return ended(facts)
    return {}


def ended(facts: Facts) -> Facts:
    if "exception" in facts:
        found = search(facts["exception"])
        return dict(BROKEN if isinstance(found, AvatarError) or found is OWN_CLOSE else found)
    facts = dict(facts)
    if isinstance(there := facts.get("body"), (bytes, bytearray, str)):
        facts["body"] = there[: body.LIMIT]
    return facts


def broken(exc: Exception) -> Facts:
    """What of a body had come is a matter of chance, so that it is dropped."""
    found = search(exc)
    if isinstance(found, AvatarError):
        return BROKEN
    return {"transport": found.get("transport", "other")}
