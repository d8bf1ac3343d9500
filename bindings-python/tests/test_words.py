"""The enums behave as enums of strings, and take words that a newer version wrote."""

from __future__ import annotations

import copy
import json
import pickle
from enum import Enum

import pytest

import vectors
from avatar_errors import AvatarError, ErrorCode, Phase, Recovery


def test_a_member_is_its_word() -> None:
    code = ErrorCode.idleTimeout
    assert code == "idleTimeout"
    assert hash(code) == hash("idleTimeout")
    assert (code.value, code.name, str(code), f"{code:>12}") == (
        "idleTimeout",
        "idleTimeout",
        "idleTimeout",
        " idleTimeout",
    )
    assert repr(code) == "<ErrorCode.idleTimeout: 'idleTimeout'>"
    assert json.dumps({code: code}) == '{"idleTimeout": "idleTimeout"}'
    assert isinstance(code, str)
    assert isinstance(code, Enum)


def test_the_enum_is_a_collection_of_the_listed_words() -> None:
    catalog = json.loads((vectors.FOLDER / "catalog.json").read_text("utf-8"))
    assert len(list(ErrorCode)) == len(ErrorCode) == len(catalog["codes"])
    assert ErrorCode("idleTimeout") is ErrorCode["idleTimeout"] is ErrorCode.idleTimeout
    assert ErrorCode.idleTimeout in ErrorCode
    assert set(Recovery) == {"retry", "renewToken", "surface", "report"}
    assert Phase("session_token") is Phase.session_token


def test_an_unlisted_word_is_a_member_of_its_own() -> None:
    listed = len(ErrorCode)
    word = ErrorCode("quotaOfNextYear")
    assert word == "quotaOfNextYear" == word.value == word.name == str(word)
    assert hash(word) == hash("quotaOfNextYear")
    assert isinstance(word, ErrorCode)
    assert word == ErrorCode("quotaOfNextYear")
    assert word != ErrorCode.unknown
    assert repr(word) == "<ErrorCode.quotaOfNextYear: 'quotaOfNextYear'>"
    assert json.dumps(word) == '"quotaOfNextYear"'
    assert word not in list(ErrorCode)
    assert len(ErrorCode) == listed


@pytest.mark.parametrize("word", [ErrorCode.unknown, ErrorCode("new"), Phase.unknown, Phase("new")])
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_words_pickle_and_copy(word: ErrorCode | Phase, protocol: int) -> None:
    for twin in (pickle.loads(pickle.dumps(word, protocol)), copy.copy(word), copy.deepcopy(word)):
        assert twin == word
        assert type(twin) is type(word)
        assert twin.value == word.value


def test_a_value_that_is_no_word_is_refused() -> None:
    with pytest.raises(ValueError, match="5 is not a valid ErrorCode"):
        ErrorCode(5)


def test_a_word_of_a_newer_version_survives_the_round_trip() -> None:
    newer = (
        '{"code":"quotaOfNextYear","phase":"websocket_resume","message":"m","recovery":"ask",'
        '"retryable":false,"alert":false,"rule":"r"}'
    )
    error = AvatarError.from_json(newer)
    assert (error.code, error.phase, error.recovery) == (
        "quotaOfNextYear",
        "websocket_resume",
        "ask",
    )
    assert isinstance(error.code, ErrorCode)
    assert error.to_json() == newer


def test_a_match_statement_takes_members_and_words() -> None:
    match ErrorCode("idleTimeout"):
        case ErrorCode.connectionClosed:
            pytest.fail("the wrong member")
        case ErrorCode.idleTimeout:
            pass
        case _:
            pytest.fail("no member")
