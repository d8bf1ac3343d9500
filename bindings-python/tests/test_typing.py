"""The types hold: mypy strict over the package and a sample, stubtest over the stubs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent


def check(*arguments: str) -> str:
    run = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=TESTS.parent, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def test_mypy_strict() -> None:
    assert "no issues found in 39 source files" in check("mypy", "--strict", "python")
    assert "no issues found in 1 source file" in check("mypy", "--strict", "tests/typing/sample.py")


def test_stubtest() -> None:
    allowed = ("--allowlist", "tests/stubtest.txt", "--ignore-unused-allowlist")
    assert "no issues found in 39 modules" in check("mypy.stubtest", "avatar_errors", *allowed)
