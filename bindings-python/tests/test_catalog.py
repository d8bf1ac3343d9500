"""The words of this package are the words of the core, and the frozen ones."""

from __future__ import annotations

import ast
import json
from enum import Enum
from pathlib import Path

import pytest

import avatar_errors
import vectors
from avatar_errors import ErrorCode, Phase, Recovery, _native

STUB = Path(avatar_errors.__file__).with_name("words.pyi")
ENUMS: list[type[Enum]] = [ErrorCode, Phase, Recovery]


def test_the_frozen_catalogue_is_the_one_of_the_core() -> None:
    frozen = json.loads((vectors.FOLDER / "catalog.json").read_text("utf-8"))
    assert _native.catalog() == frozen["codes"]


def test_there_are_nineteen_documented_codes_and_one_extension() -> None:
    documented = [entry["code"] for entry in _native.catalog() if entry["documented"]]
    assert len(documented) == 19
    assert len(_native.catalog()) == 20
    assert {entry["code"] for entry in _native.catalog()} - set(documented) == {"concurrencyLimit"}


def test_the_enums_are_made_of_the_words_of_the_core() -> None:
    for enum, words in zip(ENUMS, _native.words(), strict=True):
        assert [member.value for member in enum] == words
        assert [member.name for member in enum] == words


@pytest.mark.parametrize("enum", ENUMS)
def test_the_stub_has_exactly_the_members(enum: type[Enum]) -> None:
    [stub] = [
        node
        for node in ast.parse(STUB.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and node.name == enum.__name__
    ]
    assigned = {
        ast.unparse(node.targets[0]): ast.literal_eval(node.value)
        for node in stub.body
        if isinstance(node, ast.Assign)
    }
    assert assigned == {member.name: member.value for member in enum}
    assert ast.get_docstring(stub) == enum.__doc__


def test_every_code_of_the_vectors_is_listed() -> None:
    codes = {json.loads(vector["error"])["code"] for vector in vectors.read()}
    assert codes == {code.value for code in ErrorCode}
