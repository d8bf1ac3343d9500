"""The words of this package are those of the frozen catalogue, which is the core's."""

from __future__ import annotations

import json
from enum import Enum

import pytest

import vectors
from avatar_errors import ErrorCode, Phase, Recovery

CATALOG = json.loads((vectors.FOLDER / "catalog.json").read_text("utf-8"))
CODES = [entry["code"] for entry in CATALOG["codes"]]


def test_the_nineteen_documented_codes_come_first() -> None:
    documented = [entry["documented"] for entry in CATALOG["codes"]]
    assert documented == sorted(documented, reverse=True)
    assert documented.count(True) == 19


@pytest.mark.parametrize(
    ("enum", "words"),
    [(ErrorCode, CODES), (Phase, CATALOG["phases"]), (Recovery, CATALOG["recoveries"])],
)
def test_the_enums_have_the_words_of_the_catalogue(enum: type[Enum], words: list[str]) -> None:
    assert [member.value for member in enum] == words
    assert [member.name for member in enum] == words


def test_every_code_of_the_vectors_is_listed() -> None:
    codes = {json.loads(vector["error"])["code"] for vector in vectors.read()}
    assert codes == {code.value for code in ErrorCode}
