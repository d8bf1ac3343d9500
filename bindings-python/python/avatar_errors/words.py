"""The words of an error as string enums, made from the catalogue of the core.

The enums are open: ``ErrorCode("somethingNew")`` is a member of its own, so that a
word which a newer version wrote can be read, compared, logged and pickled.
"""

from enum import Enum

from . import _native


class _Word(str, Enum):
    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, str):
            return None
        word = str.__new__(cls, value)
        word._name_ = word._value_ = str(value)
        return word

    __str__ = str.__str__
    __format__ = str.__format__

    def __reduce_ex__(self, protocol):
        return type(self), (self._value_,)


def _enum(name, about, words):
    enum = _Word(name, [(word, word) for word in words], module=__package__)
    enum.__doc__ = about
    return enum


_codes, _phases, _recoveries = _native.words()

ErrorCode = _enum("ErrorCode", "A stable error code, for programmatic handling.", _codes)
Phase = _enum("Phase", "Where the failure happened.", _phases)
Recovery = _enum("Recovery", "What to do about a failure.", _recoveries)
