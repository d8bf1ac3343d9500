"""Errors by the million in every language: fails where memory grows, a step is missing, or a
program does not end well. `soak/README.md` says what the programs print."""

import argparse
import json
import os
import queue
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))

# How the program of each language is started; the count follows.
PROGRAMS = {
    "rust": [TARGET / os.environ.get("PROFILE", "release") / "avatar-errors-soak"],
    "python": [TARGET / "venv" / "bin" / "python", "tests/soak/python.py"],
    "node": ["node", "--expose-gc", "tests/soak/node.mjs"],
    "kotlin": ["java", f"@{TARGET}/kotlin/soak.args"],
    "swift": ["bindings-swift/toolchain.sh", TARGET / "swift" / "release" / "soak"],
}

COUNT = 10_000_000
STEPS = 20
# As far as caches, pools and a heap have not their size yet.
WARM_UP = 0.25
# Memory that is no leak but noise: the greater of the two.
NOISE_KB = 4_096
NOISE_SHARE = 0.05
# Whoever says nothing for so long hangs.
PATIENCE_S = 900


class UnsoundError(Exception):
    """What is wrong with a program."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help=", ".join(PROGRAMS))
    arguments = parser.parse_args()
    if unknown := set(arguments.languages) - set(PROGRAMS):
        parser.error(f"no such language: {', '.join(sorted(unknown))}")
    if arguments.count < STEPS:
        parser.error(f"at least {STEPS} errors are needed")
    # A program works on one core until its threads begin.
    with ThreadPoolExecutor(os.cpu_count()) as at_once:
        languages = arguments.languages or PROGRAMS
        sound = list(at_once.map(lambda language: soak(language, arguments.count), languages))
    sys.exit(not all(sound))


def soak(language: str, count: int) -> bool:
    """Whether a language is sound; what became of it is told."""
    begun = time.monotonic()
    try:
        told, sound = run(PROGRAMS[language], count), True
    except (UnsoundError, OSError) as error:
        told, sound = f"FAILED: {error}", False
    print(f"{language:<8}{told}, after {time.monotonic() - begun:.0f} s", flush=True)
    return sound


def run(command: list, count: int) -> str:
    """What became of a program; raises where it is unsound."""
    words = [str(word) for word in [*command, count]]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        try:
            steps = judged(lines(program), count)
        except UnsoundError:
            program.kill()
            raise
        status = program.wait()
    if status:
        raise UnsoundError(f"status {status}")
    growth = grown(steps)
    allowed = max(NOISE_KB, NOISE_SHARE * statistics.median(kb for _, kb in steps))
    told = f"{count:,} errors, {steps[-1][1] / 1024:.0f} MB at the end, {growth:+,.0f} KB of trend"
    if growth > allowed:
        raise UnsoundError(f"memory grows: {told}, {1024 * growth / count:.1f} bytes an error")
    return told


def lines(program: subprocess.Popen) -> Iterator[str]:
    told: queue.Queue[str | None] = queue.Queue()

    def read() -> None:
        for line in program.stdout:
            told.put(line)
        told.put(None)

    threading.Thread(target=read, daemon=True).start()
    while True:
        try:
            line = told.get(timeout=PATIENCE_S)
        except queue.Empty:
            raise UnsoundError(f"silent for {PATIENCE_S} s") from None
        if line is None:
            return
        yield line


def judged(said: Iterator[str], count: int) -> list[tuple[int, int]]:
    """The steps: errors so far, and memory in KB."""
    steps, ended = [], False
    for line in said:
        if ended:
            raise UnsoundError(f"a line after the last: {line.strip()[:80]!r}")
        match message(line):
            case {"done": int(done), "rss_kb": int(kb)} if kb > 0:
                steps.append((done, kb))
            case {"ok": True}:
                ended = True
            case _:
                raise UnsoundError(f"not a step: {line.strip()[:80]!r}")
    if not ended:
        raise UnsoundError(f"it did not reach its end; {len(steps)} steps")
    # Equal steps, give or take what does not divide.
    expected = [count * step // STEPS for step in range(1, STEPS + 1)]
    slack = max(1, count // (2 * STEPS))
    if len(steps) != STEPS or any(
        abs(done - due) > slack for (done, _), due in zip(steps, expected, strict=True)
    ):
        raise UnsoundError(
            f"steps at {[done for done, _ in steps]}, not {STEPS} equal ones to {count}"
        )
    if count - steps[-1][0] >= STEPS:  # what twenty do not divide
        raise UnsoundError(f"{steps[-1][0]} errors of {count}")
    return steps


def message(line: str) -> object:
    try:
        return json.loads(line)
    except ValueError:
        return None


def grown(steps: list[tuple[int, int]]) -> float:
    """How much memory grew after the warm-up, in KB: the median of the slopes between any two
    steps, which a few outliers do not move."""
    warm = steps[int(WARM_UP * len(steps)) :]
    slopes = [
        (later[1] - earlier[1]) / (later[0] - earlier[0])
        for earlier, later in combinations(warm, 2)
        if later[0] != earlier[0]
    ]
    return statistics.median(slopes) * (warm[-1][0] - warm[0][0])


if __name__ == "__main__":
    main()
