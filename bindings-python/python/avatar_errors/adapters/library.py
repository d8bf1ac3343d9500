"""Types of libraries, without importing any."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeGuard


def is_a(thing: object, module: str, *names: str) -> bool:
    """Whether it is of a type that a module has, if that is loaded at all."""
    loaded = sys.modules.get(module)
    if loaded is None:
        return False
    # Not getattr: some modules import more, or warn, when asked for a name.
    types = vars(loaded)
    kind = type(thing)
    for name in names:
        of = types.get(name)
        if isinstance(of, type) and issubclass(kind, of):
            return True
    return False


def is_exception(thing: object) -> TypeGuard[BaseException]:
    return issubclass(type(thing), BaseException)


def get(thing: object, name: str) -> Any:
    """An attribute, or None where there is none or it cannot be read."""
    try:
        return getattr(thing, name, None)
    except Exception:
        return None
