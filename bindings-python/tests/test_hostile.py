"""``classify`` takes any value for any key, and answers."""

from __future__ import annotations

import enum
import fractions
import http
import inspect
import itertools
from collections.abc import Iterator, Mapping
from types import MappingProxyType, SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import pytest

import vectors
from avatar_errors import AvatarError, Phase, SessionTokenError, classify

KEYS = sorted(vectors.KEYS | {"frame"})


class Trap:
    """Raises whatever is asked of it."""

    def _spring(self, *args: object, **kwargs: object) -> Any:
        raise RuntimeError("sprung")

    __getattr__ = __str__ = __repr__ = __len__ = __getitem__ = __iter__ = __next__ = _spring
    __bool__ = __int__ = __index__ = __float__ = __hash__ = __eq__ = __bytes__ = _spring
    __contains__ = __call__ = __buffer__ = items = keys = _spring


class TextTrap(str):
    def _spring(self, *args: object, **kwargs: object) -> Any:
        raise RuntimeError("sprung")

    __str__ = __repr__ = __len__ = __getitem__ = __iter__ = encode = __hash__ = __eq__ = _spring


class NumberTrap(int):
    def _spring(self, *args: object, **kwargs: object) -> Any:
        raise RuntimeError("sprung")

    __str__ = __repr__ = __int__ = __index__ = __hash__ = __eq__ = _spring


class MappingTrap(Mapping[str, Any]):
    def __init__(self, error: BaseException) -> None:
        self.error = error

    def __getitem__(self, key: str) -> Any:
        raise self.error

    def __iter__(self) -> Iterator[str]:
        yield "retry-after"
        raise self.error

    def __len__(self) -> int:
        raise self.error


class Text(str, enum.Enum):
    phase = "websocket_connect"


def released() -> memoryview:
    view = memoryview(b"bytes")
    view.release()
    return view


def cyclic() -> list[Any]:
    values: list[Any] = []
    values.append(values)
    return values


HOSTILE: list[Any] = [
    None,
    True,
    0,
    -1,
    10**5000,
    -(10**20),
    0.5,
    -0.0,
    1e300,
    float("nan"),
    float("inf"),
    1j,
    "",
    " \t\u202e",
    "\ud800",
    "\x00",
    "x" * 1_000_000,
    b"",
    b"\xff\xfe",
    bytearray(b"{"),
    memoryview(b"abcdef")[::2],
    released(),
    [],
    (),
    {},
    set(),
    [None],
    [("retry-after",), ("retry-after", 5), ("retry-after", "5", "6"), "ab", (1, 2)],
    cyclic(),
    {1: 2, None: None, "retry-after": None},
    {"retry-after": {"a": 1}, "date": [1, b"2", "\udcff"]},
    MappingProxyType({"a": "b"}),
    itertools.repeat(("a", "b")),
    itertools.repeat(5),
    (1 / 0 for _ in "x"),
    range(10**9),
    object(),
    object,
    Ellipsis,
    len,
    SimpleNamespace(items=5),
    SimpleNamespace(items=lambda: 5, multi_items=lambda: [(1, 2)]),
    fractions.Fraction(401),
    MagicMock(),
    Trap(),
    Trap,
    TextTrap("\ud800"),
    NumberTrap(401),
    NumberTrap(10**30),
    MappingTrap(RuntimeError("sprung")),
    MappingTrap(RecursionError()),
    MappingTrap(MemoryError()),
]


@pytest.mark.parametrize("key", KEYS)
def test_any_value_of_any_keyword(key: str, report: dict[str, str]) -> None:
    tried = 0
    for value in HOSTILE:
        for error in (classify(**{key: value}), classify({key: value})):
            assert isinstance(error, AvatarError)
            assert str(error)
            assert repr(error)
            assert AvatarError.from_json(error.to_json()).to_json() == error.to_json()
            tried += 1
    assert tried == 2 * len(HOSTILE)
    report["hostile values"] = f"{len(HOSTILE)} for each of {len(KEYS)} keys, both ways"


def test_any_value_as_the_failure() -> None:
    phases = [classify(failure, phase="session_token").phase for failure in HOSTILE]
    assert phases == ["session_token"] * len(HOSTILE)


def test_the_keys_are_those_of_the_function() -> None:
    assert set(inspect.signature(classify).parameters) == {"failure", *KEYS}


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(3), GeneratorExit()])
def test_an_interrupt_is_no_hostile_value(error: BaseException) -> None:
    with pytest.raises(type(error)):
        classify(headers=MappingTrap(error))


def test_a_bool_is_no_integer() -> None:
    assert classify(http_status=True, close_code=False, server_code=True).rule == "fallback.unknown"


def test_integers_of_every_kind() -> None:
    for status in (401, 401.0, http.HTTPStatus.UNAUTHORIZED, NumberTrap(401)):
        assert classify(http_status=status).http_status == 401
        assert classify(server_code=status).server_code == "401"


@pytest.mark.parametrize("status", ["401", 401.5, 10**40, [401], fractions.Fraction(401)])
def test_what_is_no_integer_is_absent(status: Any) -> None:
    assert classify(http_status=status).http_status is None


def test_a_number_as_a_server_code_is_reported_as_an_integer() -> None:
    codes = [classify(server_code=code).server_code for code in (4001, 4001.0, -7, -0.0, 10**15)]
    assert codes == ["4001", "4001", "-7", "0", str(10**15)]
    assert [classify(server_code=code).server_code for code in (0.5, 10**30, 1e30)] == [None] * 3


@pytest.mark.parametrize("phase", ["websocket_connect", Phase.websocket_connect, Text.phase])
def test_texts_of_every_kind(phase: Any) -> None:
    assert classify(phase=phase).phase is Phase.websocket_connect
    assert classify({"phase": phase}).phase is Phase.websocket_connect


def test_keys_of_every_kind() -> None:
    class Key(str, enum.Enum):
        phase = "phase"

    failure: dict[Any, Any] = {Key.phase: "session_token", 5: 6, b"phase": "x", None: None}
    assert classify(failure).phase == "session_token"


def test_each_lone_surrogate_is_one_replacement_character() -> None:
    text = "a\ud800\ud801b\udc00c\ud83d\ude00d"
    error = classify(server_detail=text)
    assert error.server_detail == "a\ufffd\ufffdb\ufffdc\U0001f600d"
    assert classify({"server_detail": TextTrap(text)}).server_detail == error.server_detail


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview, lambda body: body.decode()])
def test_bodies_of_every_kind(kind: Any) -> None:
    error = classify(phase="session_token", body=kind(b'{"detail":"no","code":"x"}'))
    assert (error.server_detail, error.server_code) == ("no", "x")
    assert isinstance(error, SessionTokenError)


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_frames_of_every_kind(kind: Any) -> None:
    assert classify(frame=kind(b"\x08\x04\x2a\x03\x18\xa1\x1f")).server_code == "4001"
    assert classify(frame=kind(b"\xff")).rule == "protocol.undecodable"
    assert classify(frame="\x08\x04").rule == "fallback.unknown"  # type: ignore[arg-type]


def test_a_body_that_is_absent_gives_way_to_the_base64() -> None:
    for body in ("", " \n", b"", 5, None, "\u202e"):
        assert classify(body=body, body_base64="bm8=").server_detail == "no"  # type: ignore[arg-type]
    assert classify(body="yes", body_base64="bm8=").server_detail == "yes"
    assert classify(frame=5, frame_base64="!").rule == "protocol.undecodable"  # type: ignore[arg-type]
