"""What is installed is complete and says what it is."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

import avatar_errors
import vectors
from avatar_errors import _native

PROJECT = Path(__file__).resolve().parents[1]


def test_the_metadata() -> None:
    about = metadata.metadata("avatar-errors")
    version = re.search(
        r'^version = "(.+)"$', (PROJECT / "../Cargo.toml").read_text(), re.MULTILINE
    )
    assert version is not None
    assert about["Version"] == version[1]
    assert about["License-Expression"] == "MIT"
    assert about["Requires-Python"] == ">=3.10"
    extras = metadata.requires("avatar-errors") or []
    assert extras
    assert all("extra ==" in wish for wish in extras), "nothing else is required"
    assert "# avatar-errors for Python" in about.json["description"]


def test_the_licence_is_the_one_of_the_repository() -> None:
    assert (PROJECT / "LICENSE").read_bytes() == (PROJECT / "../LICENSE").read_bytes()


def test_the_types_are_installed() -> None:
    folder = Path(avatar_errors.__file__).parent
    assert {"py.typed", "_native.pyi"} <= {path.name for path in folder.iterdir()}


def test_the_native_library_is_for_every_version_of_python() -> None:
    assert ".abi3." in str(_native.__file__)


def test_the_example_of_the_readme_prints_what_it_says() -> None:
    readme = (PROJECT / "README.md").read_text("utf-8")
    example, *_ = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    [printed] = re.findall(r"prints\n\n```\n(.*?)```", readme, re.DOTALL)
    run = subprocess.run([sys.executable, "-c", example], capture_output=True, check=True)
    assert run.stderr.decode() == printed


def test_the_other_examples_of_the_readme_hold() -> None:
    readme = (PROJECT / "README.md").read_text("utf-8")
    _, *examples = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    for example, word in zip(examples, ("raise_for_status", "token_error"), strict=True):
        assert word in example
        subprocess.run([sys.executable, "-c", example], capture_output=True, check=True)


@pytest.mark.parametrize("name", ["AvatarError", "translate", "aiohttp_trace"])
def test_the_examples_of_the_docstrings_hold(name: str) -> None:
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    found = doctest.DocTestFinder().find(
        getattr(avatar_errors, name), name, module=False, globs=dict(vars(avatar_errors))
    )
    for test in found:
        runner.run(test)
    failed, tried = runner.summarize()
    assert (failed, tried > 0) == (0, True)


def test_the_readme_lists_every_key() -> None:
    readme = (PROJECT / "README.md").read_text("utf-8")
    assert all(f"`{key}`" in readme for key in vectors.KEYS | {"frame"})


def test_lines_are_classified_for_comparison() -> None:
    lines = (
        b'{"server_code":4001}\nnonsense\n\n[]\n{"a":NaN}\n\xff\n\xef\xbb\xbf{"close_code":1e3}\n'
    )
    script = str(PROJECT / "tests/classify_lines.py")
    run = subprocess.run([sys.executable, script], input=lines, capture_output=True, check=True)
    codes = [line.split(b'"')[3] for line in run.stdout.splitlines()]
    assert codes == [b"creditsExhausted", b"connectionClosed"]
