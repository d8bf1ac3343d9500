"""Errors made of what another one knows, without their constructors, which may take anything."""

from __future__ import annotations

from . import _native
from .fields import State

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    from ._native import NativeError
    from .errors import AvatarError

    _E = TypeVar("_E", bound=AvatarError)

_BUILTIN = type(Exception.__new__)


def bare(cls: type[_E], native: NativeError, *args: Any) -> _E:
    """One of a class, with the arguments that an exception has."""
    news = (vars(base).get("__new__") for base in cls.__mro__)
    error: _E = next(new for new in news if type(new) is _BUILTIN)(cls, *args)
    # An OSError leaves that to its constructor.
    error.args = args
    _native.hold(error, native)
    error.__suppress_context__ = True
    return error


def fitting(cls: type[_E], native: NativeError) -> type[_E]:
    """The class that the phase asks for."""
    token = cls.token_error
    if native.phase == "session_token" and issubclass(token, cls):
        return token
    return cls


def as_class(cls: type[_E], error: AvatarError) -> _E:
    """The same error where it is of the class, else one that is."""
    if isinstance(error, cls):
        return error
    native = _native.known(error)
    return again(fitting(cls, native), error, native)


def again(cls: type[_E], error: AvatarError, native: NativeError) -> _E:
    """One with the attributes, the cause and the traceback of another."""
    twin = bare(cls, native, *error.args)
    twin.__dict__.update(error.__dict__)
    if "__notes__" in twin.__dict__:
        twin.__dict__["__notes__"] = list(error.__notes__)  # type: ignore[attr-defined]
    state = error.__dict__
    if isinstance(state, State) and hasattr(state, "held"):
        own: Any = twin.__dict__
        own.held = state.held
    twin.__traceback__ = error.__traceback__
    twin.__cause__, twin.__context__ = error.__cause__, error.__context__
    twin.__suppress_context__ = error.__suppress_context__
    return twin


def anew(error: AvatarError, native: NativeError) -> NativeError:
    """What is known of an error whose code was decided elsewhere."""
    if error.__cause__ is None:
        return native.reclassified()
    from .adapters import case

    return case.told(native, case.beneath(error))
