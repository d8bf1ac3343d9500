"""Importing the package costs next to nothing and loads next to nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

import avatar_errors

# What the package may load beyond a bare interpreter.
EXPECTED = {
    "__future__",
    "avatar_errors",
    "avatar_errors._native",
    "avatar_errors.errors",
    "avatar_errors.fields",
}


def loaded(code: str) -> set[str]:
    program = f"import sys; before = set(sys.modules); {code}\nloaded = set(sys.modules) - before"
    program += "\nprint(*sorted(loaded), sep='\\n')"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    return set(run.stdout.decode().split())


def test_nothing_heavy_is_imported() -> None:
    modules = loaded("import avatar_errors")
    assert modules == EXPECTED


def test_a_classification_imports_nothing_more() -> None:
    code = "import avatar_errors as a; repr(a.classify({'phase': 'session_token', 'body': '{}'}))"
    assert loaded(code) == loaded("import avatar_errors")


def test_the_enums_are_found_when_asked_for() -> None:
    assert "enum" in loaded("import avatar_errors; avatar_errors.ErrorCode.unknown")
    assert "enum" in loaded("from avatar_errors import *; assert AvatarSDKErrorCode is ErrorCode")
    assert set(avatar_errors.__all__) <= set(dir(avatar_errors))
    with pytest.raises(AttributeError, match="module 'avatar_errors' has no attribute 'Colour'"):
        avatar_errors.Colour  # type: ignore[attr-defined]  # noqa: B018
