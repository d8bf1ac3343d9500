"""The links of a chain, depth first: an exception, what it comes from, what it gathers, and what
was merely being handled when it was raised."""

from __future__ import annotations

from ..cause import original
from ..errors import AvatarError
from .known import CAUSES
from .library import get, is_exception

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias, TypeGuard

    # With its kind, and its depth.
    Link: TypeAlias = tuple[object, str, int]

LIMIT = 32


def walk(
    exc: object, kind: str = "cause", depth: int = 0, seen: set[int] | None = None
) -> list[Link]:
    """All links, each once, at most so many; bystanders take no explicit link's place."""
    seen = set() if seen is None else seen
    links = []
    for link in list(explicit((exc, kind, depth), seen)):
        links.append(link)
        beside = bystander(link[0])
        if beside is not None and id(beside) not in seen:
            links += walk(beside, "bystander", link[2] + 1, seen)
    return links


def explicit(root: Link, seen: set[int]) -> Iterator[Link]:
    waiting = [root]
    while waiting and len(seen) < LIMIT:
        exc, kind, depth = waiting.pop()
        exc = original(exc)
        if id(exc) in seen:
            continue
        seen.add(id(exc))
        yield exc, kind, depth
        waiting += [(inner, of, depth + 1) for inner, of in reversed(list(beneath(exc)))]


def beneath(exc: object) -> Iterator[tuple[object, str]]:
    # What lies beneath an AvatarError is in it already.
    if is_ours(exc) or not is_exception(exc):
        return
    causes = [get(exc, "__cause__"), *of_library(exc), *some(get(exc, "args"))]
    yield from ((cause, "cause") for cause in causes if is_exception(cause))
    members = some(get(exc, "exceptions"))
    yield from ((member, "member") for member in members if is_exception(member))


def of_library(exc: object) -> Iterator[object]:
    """What a library keeps as the reason of an exception of its own."""
    for causes in CAUSES:
        try:
            yield from causes(exc)
        except Exception:
            continue


def bystander(exc: object) -> object:
    """A context that the raiser suppressed is none."""
    if is_ours(exc) or get(exc, "__suppress_context__") is not False or get(exc, "__cause__"):
        return None
    context = get(exc, "__context__")
    return context if is_exception(context) else None


def some(things: object) -> list[object]:
    return list(things[:LIMIT]) if isinstance(things, (tuple, list)) else []


def is_ours(exc: object) -> TypeGuard[AvatarError]:
    # Not isinstance, which asks the exception for its class.
    return issubclass(type(exc), AvatarError)
