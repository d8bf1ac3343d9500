"""The first thing known of an exception or of what it comes from."""

from __future__ import annotations

from ..errors import AvatarError
from . import aiohttp, httpx, payload, requests, sdks, sockets, tls, urllib, urllib3, websockets
from .chain import LIMIT, inner
from .facts import BROKEN, NOTHING, OWN_CLOSE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeGuard

    from .facts import Facts

# The first that knows a type decides; the last ones know the most general types.
ADAPTERS = (sdks, payload, websockets, aiohttp, httpx, requests, urllib3, urllib, tls, sockets)


def search(exc: BaseException) -> Facts | AvatarError:
    """Goes from the outside in and stops at the first fact that says it all.

    A broken connection is refined by what broke it, and by nothing else: whatever else
    lies deeper led to it and is not what happened.
    """
    found: Facts = NOTHING
    seen: set[int] = set()
    links = [exc]
    while links and len(seen) < LIMIT:
        link = links.pop()
        if id(link) in seen:
            continue
        seen.add(id(link))
        if is_ours(link):
            if found != BROKEN:
                return link
            continue
        facts = read(link)
        if facts is OWN_CLOSE:
            found = found or OWN_CLOSE
            continue
        if facts and facts != BROKEN and (found != BROKEN or facts.keys() == BROKEN.keys()):
            return facts
        if found is NOTHING or found is OWN_CLOSE:
            found = facts or found
        links += reversed(list(inner(link)))
    return found


def is_ours(exc: BaseException) -> TypeGuard[AvatarError]:
    # Not isinstance, which asks the exception for its class.
    return issubclass(type(exc), AvatarError)


def read(exc: BaseException) -> Facts:
    for adapter in ADAPTERS:
        try:
            facts: Facts | None = adapter.read(exc)
        except Exception:
            continue
        if facts is not None:
            return facts
    return NOTHING
