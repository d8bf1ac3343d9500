"""What docs/adopting.md lists: the only place that says which differences are meant."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "adopting.md"
TESTS = ("SDK", "test", "expects", "gets", "why")
FAILURES = ("failure", "spatius", "spatialreal", "adopted", "recovery", "why")


class Test(NamedTuple):
    sdk: str
    name: str
    expects: str
    gets: str


class Failure(NamedTuple):
    name: str
    before: dict[str, str]
    code: str
    recovery: str


def tests() -> list[Test]:
    """The tests that an adoption changes."""
    return [Test(*row[:4]) for row in table(TESTS)]


def failures() -> list[Failure]:
    """The codes before and after."""
    return [
        Failure(name, {"spatius": spatius, "spatialreal": spatialreal}, code, recovery)
        for name, spatius, spatialreal, code, recovery, _ in table(FAILURES)
    ]


def table(head: tuple[str, ...]) -> list[list[str]]:
    lines = GUIDE.read_text(encoding="utf-8").splitlines()
    wanted = "| " + " | ".join(head) + " |"
    if lines.count(wanted) != 1:
        raise SystemExit(f"{GUIDE.name} has {lines.count(wanted)} tables of {', '.join(head)}")
    rows = []
    for line in lines[lines.index(wanted) + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip().strip("`") for cell in line.strip("|").split("|")])
    if not rows or any(len(row) != len(head) or not all(row) for row in rows):
        raise SystemExit(f"{GUIDE.name}: the table of {', '.join(head)} has a hole")
    return rows
