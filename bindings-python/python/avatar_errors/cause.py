"""What stands for a library's exception in the chain of causes of an error, so that whoever prints
the chain prints no secret."""

from __future__ import annotations

import sys

from . import _native
from .errors import AvatarError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeGuard

LIMIT = 32
# How many types are remembered, and how long a name is.
MOST_TYPES = 256
LONGEST = 200

# Of the exception itself, whatever its type makes of these names.
_CAUSE = vars(BaseException)["__cause__"]
_CONTEXT = vars(BaseException)["__context__"]
_SUPPRESSED = vars(BaseException)["__suppress_context__"]
_TRACEBACK = vars(BaseException)["__traceback__"]

_classes: dict[tuple[str, str, object], type[Any]] = {}


class Cause(Exception):  # noqa: N818 - it stands for an error and is none
    """Stands for an exception: has its type's name, its text without secrets and its frames.

    What it stands for is ``native`` of the error. Text and notes are read when they are asked for.
    """

    __slots__ = ()

    # In a closure, where nobody looks who goes through attributes; None of one that was pickled.
    _held: Callable[[], BaseException] | None
    _text: str | None

    def __str__(self) -> str:
        if self._text is None:
            self._text = super().__str__() if self._held is None else _text(self._held())
        return self._text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    def __getattr__(self, name: str) -> Any:
        if name in ("_held", "_text"):
            return None
        if name == "__notes__" and self._held is not None:
            notes = _notes(self._held())
            if notes:
                self.__notes__ = notes
                return notes
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __reduce__(self) -> tuple[Any, ...]:
        return _read, (type(self).__module__, type(self).__qualname__, str(self))


def stand_in(exc: BaseException, seen: set[int] | None = None) -> BaseException | None:
    """What is printed of an exception and of what lies beneath it, at most 32 in all; None of one
    more, and of one that was seen already."""
    kind = type(exc)
    if issubclass(kind, AvatarError) or is_stand_in(exc):
        return exc
    seen = set() if seen is None else seen
    if id(exc) in seen or len(seen) >= LIMIT:
        return None
    seen.add(id(exc))
    cause, context = _CAUSE.__get__(exc), _CONTEXT.__get__(exc)
    if cause is not None:
        cause = stand_in(cause, seen)
    elif context is not None:
        context = None if _SUPPRESSED.__get__(exc) else stand_in(context, seen)
    made = _made(exc, kind, seen)
    made._held, made._text = lambda: exc, None
    made.__traceback__ = _TRACEBACK.__get__(exc)
    if cause is not None:
        made.__cause__ = cause
    elif context is not None:
        made.__context__ = context
    return made


def original(exc: object) -> object:
    """What a stand-in stands for."""
    held = exc._held if is_stand_in(exc) else None
    return exc if held is None else held()


def is_stand_in(exc: object) -> TypeGuard[Cause]:
    # Not isinstance, which asks the exception for its class.
    return issubclass(type(exc), Cause)


def _made(exc: BaseException, kind: type, seen: set[int]) -> Cause:
    module, name = _word(kind, "__module__"), _word(kind, "__qualname__")
    group = _groups()
    if group is not None and issubclass(kind, group.BaseExceptionGroup):
        held = (stand_in(member, seen) for member in _of_group(exc, group, "exceptions")[:LIMIT])
        members = [member for member in held if member is not None]
        if members:
            words = _native.redacted(_of_group(exc, group, "message"))
            made: Cause = _class(module, name, group.ExceptionGroup)(words, members)
            return made
    single: Cause = _class(module, name)()
    return single


def _groups() -> Any:
    """The module of the groups; before Python 3.11 somebody else's, if it is loaded."""
    return sys.modules.get("builtins" if sys.version_info >= (3, 11) else "exceptiongroup")


def _of_group(exc: BaseException, group: Any, name: str) -> Any:
    return vars(group.BaseExceptionGroup)[name].__get__(exc)


def _class(module: str, name: str, *group: type) -> type[Any]:
    """The class of the stand-ins of a type."""
    made = _classes.get((module, name, group))
    if made is None:
        path = _clean(name) or "Exception"
        body = {
            "__slots__": ("_held", "_text"),
            "__module__": _clean(module) or "builtins",
            "__qualname__": path,
        }
        made = type(path.rpartition(".")[2] or path, (Cause, *group), body)
        if len(_classes) >= MOST_TYPES:
            _classes.clear()
        _classes[module, name, group] = made
    return made


def _read(module: str, name: str, text: str) -> Cause:
    """Make one of its text; the name and the arguments are part of every pickle."""
    made: Cause = _class(module, name)(text)
    return made


def _word(kind: type, name: str) -> str:
    try:
        word = getattr(kind, name)
    except Exception:
        return ""
    return word[:LONGEST] if type(word) is str else ""


def _clean(name: str) -> str:
    letters = _native.redacted(name)
    return "".join(letter if letter.isalnum() or letter in "_.<>" else "_" for letter in letters)


def _text(exc: BaseException) -> str:
    """As the printer of tracebacks, which catches everything too."""
    try:
        return _native.redacted(str(exc))
    except BaseException:
        return "<exception str() failed>"


def _notes(exc: BaseException) -> list[str]:
    try:
        notes: Any = getattr(exc, "__notes__", ())
        if isinstance(notes, (list, tuple)):
            return [_native.redacted(str(note)) for note in notes[:LIMIT]]
    except BaseException:
        pass
    return []
