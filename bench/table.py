"""Runs every benchmark and prints one table: medians, and ratios against a floor or a peer
measured in the same run."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent
RELEASE = ROOT / "target" / "release"
CLI = RELEASE / "avatar-errors"
CASES = BENCH / "cases.ndjson"

RUNS = 7
MEGABYTE = 1_000_000


class Row(NamedTuple):
    """A line of the table; the ratio is what the target speaks of."""

    name: str
    ours: str
    beside: str
    ratio: str
    target: str = ""
    reached: bool | None = None


def main() -> int:
    sections = [
        ("Rust", list(rust())),
        ("command line", list(command_line())),
        ("Python", list(language("Python", [sys.executable, "bench/python/bench.py"], 6))),
        ("Node", list(language("Node", ["node", "bench/node/bench.mjs"], 1))),
        *((name.capitalize(), list(mobile(name))) for name in sys.argv[1:]),
        ("sizes, stripped", list(sizes())),
    ]
    rows = [row for _, section in sections for row in section]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    for title, section in sections:
        print(f"\n{title}")
        for row in section:
            cells = "  ".join(
                cell.ljust(width) for cell, width in zip(row[:5], widths, strict=True)
            )
            verdict = {None: "", True: "reached", False: "MISSED"}[row.reached]
            print(f"  {cells}  {verdict}".rstrip())
    missed = [row.name for row in rows if row.reached is False]
    print(f"\n{len(missed)} targets missed" + (f": {', '.join(missed)}" if missed else ""))
    return 0


def measured(command: list, stdin: Path | None = None) -> Iterator[dict]:
    """The JSON lines that a benchmark prints."""
    print(f"measuring: {command[-1]}", file=sys.stderr)
    with open(stdin or os.devnull, "rb") as source:
        words = [str(word) for word in command]
        done = subprocess.run(words, cwd=ROOT, stdin=source, stdout=subprocess.PIPE, check=True)
    for line in done.stdout.splitlines():
        yield json.loads(line)


def rust() -> Iterator[Row]:
    for line in measured([RELEASE / "avatar-errors-bench"], CASES):
        ratio = line["ours_ns"] / line["floor_ns"]
        target = "at most 3 x" if "target" in line else ""
        yield Row(
            line["name"].removeprefix("rust: "),
            duration(line["ours_ns"]),
            f"only parsed {duration(line['floor_ns'])}",
            f"{ratio:.1f} x",
            target,
            ratio <= 3 if target else None,
        )


def language(name: str, command: list[str], at_least: float) -> Iterator[Row]:
    for line in measured(command):
        if "bytes" in line:
            continue
        ours, floor, peer = line["ours_ns"], line["floor_ns"], line.get("peer_ns")
        if peer is None:
            above = ours - floor
            reached = above < 15e6 if name == "Python" else None
            target = "under 15 ms above" if name == "Python" else ""
            beside = f"empty module {duration(floor)}"
            yield Row(line["name"], duration(ours), beside, f"+{duration(above)}", target, reached)
            continue
        yield Row(
            line["name"],
            duration(ours),
            f"hand-written {duration(peer)}, empty call {duration(floor)}",
            f"{peer / ours:.1f} x as fast",
            f"at least {at_least} x",
            peer / ours >= at_least,
        )


def mobile(name: str) -> Iterator[Row]:
    """Kotlin and Swift, beside an empty call across the same boundary."""
    command = {"kotlin": ["java", "@target/kotlin/bench.args"], "swift": ["bench/swift/run.sh"]}
    for line in measured(command[name]):
        ratio = line["ours_ns"] / line["floor_ns"]
        if name == "kotlin":
            target, reached = "at most 4 x", ratio <= 4
        else:
            target, reached = "at most 4 µs", line["ours_ns"] <= 4000
        yield Row(
            line["name"],
            duration(line["ours_ns"]),
            f"empty call {duration(line['floor_ns'])}",
            f"{ratio:.1f} x",
            target,
            reached,
        )


def command_line() -> Iterator[Row]:
    """Throughput and memory on one core, beside counting the same lines."""
    lines = CASES.read_bytes()
    with tempfile.TemporaryDirectory(dir=ROOT / "target") as folder:
        small, large = Path(folder) / "small", Path(folder) / "large"
        for path, size in ((small, 10), (large, 100)):
            # In pieces: what this process holds would count as its children's memory.
            with path.open("wb") as file:
                for _ in range(size * MEGABYTE // len(lines)):
                    file.write(lines)
        generated = Path(folder) / "generated"
        generator = ROOT / "target" / "debug" / "avatar-errors-generator"
        with generated.open("wb") as target:
            subprocess.run([generator, "--count", "200000"], stdout=target, check=True)
        _, small_memory = process([CLI, "classify", small])
        seconds, memory = process([CLI, "classify", large])
        floor, _ = process(["wc", "-l", large])
        rate = large.stat().st_size / MEGABYTE / seconds
        hostile_seconds, _ = process([CLI, "classify", generated])
        hostile = generated.stat().st_size / MEGABYTE / hostile_seconds
    counted = f"wc -l {100 / floor:.0f} MB/s"
    at_least = "at least 200 MB/s"
    yield Row(
        "the five failures, over and over", f"{rate:.0f} MB/s", counted, "", at_least, rate >= 200
    )
    yield Row("generated failures, hostile", f"{hostile:.0f} MB/s", "", "")
    growth = memory / small_memory
    grown = f"{small_memory // 1024} MB for a tenth"
    yield Row("memory", f"{memory // 1024} MB", grown, f"{growth:.2f} x", "flat", growth < 1.1)


def process(command: list) -> tuple[float, int]:
    """The median of the processor time in seconds, and the memory in KiB."""
    times, memory = [], 0
    for _ in range(RUNS):
        words = [str(word) for word in command]
        child = subprocess.Popen(words, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            sys.exit(f"{command[0]} ended with {child.returncode}")
        times.append(usage.ru_utime + usage.ru_stime)
        memory = max(memory, usage.ru_maxrss)
    return statistics.median(times), memory


def sizes() -> Iterator[Row]:
    libraries = {
        "Python native library": sorted(
            ROOT.glob("target/venv/lib/*/site-packages/avatar_errors/*.so")
        ),
        "Python wheel": sorted(ROOT.glob("target/wheels/*.whl")),
        "Node native library": sorted(ROOT.glob("bindings-node/dist/*.node")),
        "command line": [CLI],
    }
    packed = subprocess.run(
        ["npm", "pack", "--dry-run", "--json"],
        cwd=ROOT / "bindings-node",
        capture_output=True,
        check=True,
    )
    yield Row("npm package", f"{json.loads(packed.stdout)[0]['size'] / 1000:.0f} KB", "", "")
    for name, files in libraries.items():
        for file in files:
            size = file.stat().st_size
            limited = "native" in name
            target, reached = ("under 1 MB", size < MEGABYTE) if limited else ("", None)
            yield Row(name, f"{size / 1000:.0f} KB", "", "", target, reached)


def duration(nanoseconds: float) -> str:
    if nanoseconds < 10_000:
        return f"{nanoseconds:.0f} ns"
    if nanoseconds < MEGABYTE:
        return f"{nanoseconds / 1000:.1f} µs"
    return f"{nanoseconds / MEGABYTE:.1f} ms"


if __name__ == "__main__":
    started = time.monotonic()
    status = main()
    print(f"took {time.monotonic() - started:.0f} s", file=sys.stderr)
    sys.exit(status)
