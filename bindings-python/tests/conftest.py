from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

COUNTS: dict[str, str] = {}


@pytest.fixture
def report() -> dict[str, str]:
    """Lines for the end of the run."""
    return COUNTS


@pytest.fixture(scope="module")
def collected() -> Iterator[None]:
    """What a module's tests leave to the garbage collector is collected under the module's filters
    of warnings, and not in a later module's test."""
    yield
    gc.collect()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for name, count in COUNTS.items():
        terminalreporter.write_line(f"python: {name}: {count}")
