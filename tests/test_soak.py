"""The reader of soak programs: a program that leaks, stops early or misses a step does not pass."""

import sys
from pathlib import Path

import pytest
import soak

COUNT = 2_000
# Keeps what `kept` bytes an error are, and says what its memory is.
PROGRAM = """
import json, sys
kept, count = [], int(sys.argv[-1])
def resident():
    for line in open("/proc/self/status"):
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
for done in range(1, count + 1):
    kept.append(bytearray(b"x" * {kept}))
    if done % (count // 20) == 0 and done != {missed}:
        print(json.dumps({{"done": done, "rss_kb": resident()}}))
if {ends}:
    print('{{"ok": true}}')
sys.exit({status})
"""

linux = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")


def program(**changes: object) -> list[str]:
    values = {"kept": 0, "missed": 0, "ends": True, "status": 0} | changes
    return [sys.executable, "-c", PROGRAM.format(**values)]


@linux
def test_a_sound_program_passes() -> None:
    assert "2,000 errors" in soak.run(program(), COUNT)


@linux
def test_a_leak_fails() -> None:
    with pytest.raises(soak.UnsoundError, match="memory grows"):
        soak.run(program(kept=10_000), COUNT)


@linux
@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"missed": 500}, "steps at"),
        ({"missed": COUNT}, "steps at"),
        ({"ends": False}, "did not reach its end"),
        ({"status": 3}, "status 3"),
    ],
)
def test_whoever_does_not_do_it_all_fails(changes: dict, reason: str) -> None:
    with pytest.raises(soak.UnsoundError, match=reason):
        soak.run(program(**changes), COUNT)


def test_a_program_that_is_not_there_is_told() -> None:
    with pytest.raises(FileNotFoundError):
        soak.run(["no-such-program"], COUNT)


def said(steps: list[tuple[int, int]]) -> list[str]:
    lines = [f'{{"done": {done}, "rss_kb": {kb}}}' for done, kb in steps]
    return [*lines, '{"ok": true}']


EVEN = [(100 * step, 10_000) for step in range(1, 21)]


@pytest.mark.parametrize(
    "lines",
    [
        [],
        said([]),
        said(EVEN[:-1]),
        said([*EVEN, (2_100, 10_000)]),
        said([(done, 0) for done, _ in EVEN]),
        said(list(reversed(EVEN))),
        said([(done // 2, kb) for done, kb in EVEN]),
        ["working", *said(EVEN)],
        [*said(EVEN), "more"],
        [*said(EVEN), '{"ok": true}'],
        said(EVEN)[:-1],
        [*said(EVEN)[:-1], '{"ok": false}'],
    ],
)
def test_lines_that_are_not_the_protocols_fail(lines: list[str]) -> None:
    with pytest.raises(soak.UnsoundError):
        soak.judged(iter(lines), COUNT)


def test_a_trend_is_told_from_noise() -> None:
    assert soak.judged(iter(said(EVEN)), COUNT) == EVEN
    assert soak.grown(EVEN) == 0
    warming = [(done, min(10_000, 10 * done)) for done, _ in EVEN]
    assert abs(soak.grown(warming)) < soak.NOISE_KB
    noisy = [(done, kb + 3_000 * (done % 300 == 0)) for done, kb in EVEN]
    assert abs(soak.grown(noisy)) < soak.NOISE_KB
    leaking = [(done, kb + 5 * done + 3_000 * (done % 300 == 0)) for done, kb in EVEN]
    assert soak.grown(leaking) > soak.NOISE_KB
