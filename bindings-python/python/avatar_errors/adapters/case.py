"""An exception that is to be classified, with the response that came before it."""

from __future__ import annotations

from .. import _native
from ..again import again, as_class
from ..cause import original, stand_in
from . import response as responses
from .evidence import Evidence, place
from .library import is_exception
from .observation import NOTHING
from .walk import is_ours

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    from .._native import NativeError
    from ..errors import AvatarError
    from .observation import Observation

    _E = TypeVar("_E", bound=AvatarError)


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
        self.error: AvatarError | None = None
        if self.evidence.kind == "classified":
            self.error = self.evidence.link
            self.evidence = beneath(self.evidence.link) or self.evidence

    @property
    def unread(self) -> Observation:
        """Whose body is to be read: that of a connection that broke never comes."""
        deciding = self.evidence.deciding
        if self.evidence.kind in ("no_failure", "classified"):
            return NOTHING
        if self.error is not None or not self.answered:
            return deciding
        return NOTHING if deciding.keys() & {"transport", "close_code"} else self.answered

    def answer(self, said: dict[str, Any], cls: type[_E]) -> _E | None:
        """None where it is no failure and goes on untouched."""
        if self.evidence.kind == "no_failure":
            return None
        if self.error is not None:
            return as_class(cls, reclassified(self.error, self.evidence))
        error = _native.classify(self.answered, evidence=self.evidence.observations, **said)
        exc = self.exc
        if is_exception(exc):
            error.__cause__ = stand_in(exc)
            state: Any = error.__dict__
            state.held = lambda: exc
        return as_class(cls, error)


def reclassified(error: AvatarError, evidence: Evidence) -> AvatarError:
    native = _native.known(error)
    found = told(native, evidence)
    if found is native:
        return error
    twin, cause = again(type(error), error, found), original(error.__cause__)
    if is_exception(cause) and not is_ours(cause):
        twin.__cause__ = stand_in(cause)
        state: Any = twin.__dict__
        state.held = lambda: cause
    return twin


def told(native: NativeError, evidence: Evidence | None) -> NativeError:
    """What is known of an error whose code was decided elsewhere: what its cause says, where that
    says anything, else what its own fields say."""
    if evidence is not None and evidence.kind == "facts":
        return native.reclassified(evidence.observations)
    if evidence is not None and evidence.kind == "classified" and evidence.link is not None:
        inner = _native.known(evidence.link)
        if inner is not native:
            return inner.reclassified()
    return native.reclassified()


def beneath(error: AvatarError) -> Evidence | None:
    """What the cause says of an error whose code was decided elsewhere, where it has one."""
    native, cause = _native.known(error), original(error.__cause__)
    if native.rule != "given" or not is_exception(cause):
        return None
    outer = {"link": "cause", "depth": 0, "message": native.message} | place(native)
    evidence = Evidence(cause, [outer])
    # What HTTP answered is known; a cause that did not hear it, such as a decoder, knows less.
    hears = native.http_status is None or "http_status" in evidence.deciding
    return evidence if hears and evidence.kind != "nothing" else None


def text(exc: object) -> str:
    """The exception's own words, or the name of its type."""
    try:
        words = str(exc)
        if words.strip():
            return words
    except Exception:
        pass
    return type(exc).__name__
