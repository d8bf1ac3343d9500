"""What the links of a chain say, each for itself. Which one decides is asked of the core."""

from __future__ import annotations

from .. import _native
from .body import cut
from .known import READ
from .observation import CLASSIFIED, NOTHING
from .walk import is_ours, walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .._native import NativeError
    from .observation import Observation


class Evidence:
    """The chain of an exception, beneath what is known to have come of it."""

    def __init__(self, exc: object, outer: list[Observation] | None = None) -> None:
        outer = outer or []
        links = walk(exc, depth=1 if outer else 0)
        chain = [{"link": kind, "depth": depth} | read(link) for link, kind, depth in links]
        self.root = chain[0]
        self.observations = outer + chain
        self.kind, at = _native.weigh(self.observations) or ("nothing", 0)
        self.deciding = self.observations[at]
        self.link: Any = links[max(0, at - len(outer))][0]


def place(native: NativeError) -> Observation:
    """Where an error of ours happened."""
    ids = {"connection_id": native.connection_id, "req_id": native.req_id}
    return {"phase": native.phase} | ids


def read(link: object) -> Observation:
    if is_ours(link):
        return CLASSIFIED | place(_native.known(link))
    for ask in READ:
        try:
            found: Observation | None = ask(link)
        except Exception:
            continue
        if found is not None:
            return cut(found)
    return NOTHING
