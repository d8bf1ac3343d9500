"""Headers are read from the shapes in which Python's libraries keep them."""

from __future__ import annotations

import email.message
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import pytest

from avatar_errors import classify


class Strange(Mapping[str, str]):
    def __getitem__(self, name: str) -> str:
        raise LookupError(name)

    def __iter__(self) -> Iterator[str]:
        yield "retry-after"

    def __len__(self) -> int:
        return 1


class Joining(Strange):
    """Like the headers of httpx and Starlette: ``items`` joins repeated headers."""

    def __getitem__(self, name: str) -> str:
        return "soon, 5"

    def multi_items(self) -> list[tuple[str, str]]:
        return [("retry-after", "soon"), ("retry-after", "5")]


class Refusing(Strange):
    """Like the headers of websockets: ``items`` refuses repeated headers."""

    def raw_items(self) -> Iterator[tuple[str, str]]:
        yield "Retry-After", "soon"
        yield "Retry-After", "5"


def message() -> email.message.Message:
    """What ``http.client`` and ``urllib`` give."""
    headers = email.message.Message()
    headers["Retry-After"] = "soon"
    headers["Retry-After"] = "5"
    return headers


SHAPES: list[Any] = [
    {"Retry-After": "5"},
    {"RETRY-AFTER": ["soon", "5"]},
    {"retry-after": ("soon", None, "5")},
    {b"retry-after": b"5"},
    MappingProxyType({"Retry-After": "5"}),
    [("content-type", "text/html"), ("retry-after", "soon"), ("retry-after", "5")],
    (("retry-after", "5"),),
    [(b"retry-after", b"5")],
    iter([("retry-after", "5")]),
    message(),
    Joining(),
    Refusing(),
]


@pytest.mark.parametrize("headers", SHAPES, ids=lambda headers: type(headers).__name__)
def test_a_retry_hint_is_found(headers: Any) -> None:
    assert classify(phase="session_token", http_status=429, headers=headers).retry_after == 5.0


@pytest.mark.parametrize("headers", [[["retry-after", "5"]], {"retry-after": 5}, "retry-after: 5"])
def test_headers_of_another_type_are_absent(headers: Any) -> None:
    assert classify(phase="session_token", http_status=429, headers=headers).retry_after is None
