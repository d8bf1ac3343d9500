"""The words of this package are those of the frozen catalogue, which is the core's."""

from __future__ import annotations

import json
from enum import Enum

import pytest

import vectors
from avatar_errors import ErrorCode, Phase, Recovery

CATALOG = json.loads((vectors.FOLDER / "catalog.json").read_text("utf-8"))
CODES = [entry["code"] for entry in CATALOG["codes"]]


def test_there_are_nineteen_documented_codes_and_four_extensions() -> None:
    documented = [entry["code"] for entry in CATALOG["codes"] if entry["documented"]]
    assert (len(documented), len(CODES)) == (19, 23)
    assert set(CODES) - set(documented) == {
        "concurrencyLimit",
        "avatarAssetMissing",
        "failedToFetchAvatarMetadata",
        "failedToDownloadAvatarAssets",
    }


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
