"""String enums that are open: a word that is not listed is a member of its own.

So a word which a newer version wrote can be read, compared, logged and pickled.
"""

from __future__ import annotations

import sys
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from typing_extensions import Self


class OpenEnum(str, Enum):
    """What the enums of this package have in common."""

    if TYPE_CHECKING:
        # With it a type checker does not take the listed words for all there are.
        def __eq__(self, value: object, /) -> bool: ...
        def __hash__(self) -> int: ...
    else:
        __str__ = str.__str__
        __format__ = str.__format__

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        word = str.__new__(cls, value)
        word._name_ = word._value_ = str(value)
        return word

    def __reduce_ex__(self, protocol: object) -> tuple[object, ...]:
        return type(self), (self._value_,)


def tell_yaml() -> bool:
    """Have PyYAML write words as the strings that they are: it refuses subclasses. False where it
    is not there yet."""
    try:
        tell(vars(sys.modules["yaml.representer"])["SafeRepresenter"])
    except Exception:
        return False
    return True


def tell(dumper: Any) -> None:
    dumper.add_multi_representer(OpenEnum, write)
    for each in beneath(dumper):
        # One with a table of its own looks no further.
        if "yaml_multi_representers" in vars(each):
            each.add_multi_representer(OpenEnum, write)


def beneath(dumper: Any) -> Iterator[Any]:
    for each in dumper.__subclasses__():
        yield each
        yield from beneath(each)


def write(dumper: Any, word: OpenEnum) -> Any:
    return dumper.represent_str(word.value)


tell_yaml()
