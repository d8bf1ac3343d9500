from __future__ import annotations

import pytest

COUNTS: dict[str, str] = {}


@pytest.fixture
def report() -> dict[str, str]:
    """Lines for the end of the run."""
    return COUNTS


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for name, count in COUNTS.items():
        terminalreporter.write_line(f"python: {name}: {count}")
