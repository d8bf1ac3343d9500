"""An exception that is to be classified, with the response that came before it."""

from __future__ import annotations

from .. import _native
from ..cause import original, stand_in
from . import response as responses
from .evidence import Evidence
from .library import is_exception
from .observation import NOTHING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..errors import AvatarError
    from .observation import Observation


class Case:
    def __init__(self, exc: object, response: object) -> None:
        self.exc = exc = original(exc)
        self.answered: Observation = {}
        outer = [] if response is None else responses.observe(response)
        # What HTTP answered is known; how a WebSocket ended is one more link of the chain.
        if outer and "http_status" in outer[0]:
            self.answered = outer.pop(0)
        self.evidence = Evidence(exc, outer)
        self.evidence.root["message"] = text(exc)

    @property
    def unread(self) -> Observation:
        """Whose body is to be read: that of a connection that broke never comes."""
        deciding = self.evidence.deciding
        if self.evidence.kind in ("no_failure", "classified"):
            return NOTHING
        if not self.answered:
            return deciding
        return NOTHING if deciding.keys() & {"transport", "close_code"} else self.answered

    def error(self, known: dict[str, Any]) -> AvatarError | None:
        """None where it is no failure and goes on untouched."""
        if self.evidence.kind == "no_failure":
            return None
        if self.evidence.kind == "classified":
            classified: AvatarError = self.evidence.link
            return classified
        evidence = self.evidence.observations
        error = _native.classify(self.answered, evidence=evidence, **known)
        exc = self.exc
        if is_exception(exc):
            error.__cause__ = stand_in(exc)
            error._held = lambda: exc
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
