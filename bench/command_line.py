"""Throughput and memory of the command line on one core, beside counting the same lines."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
CLI = TARGET / "release" / "avatar-errors"
GENERATOR = TARGET / "quick" / "avatar-errors-generator"
CASES = ROOT / "bench" / "cases.ndjson"

RUNS = 7
MEGABYTE = 1_000_000
LEAST = 200


def main() -> None:
    lines = CASES.read_bytes()
    with tempfile.TemporaryDirectory(dir=TARGET) as folder:
        small, large, generated = (Path(folder) / name for name in ("small", "large", "generated"))
        for path, size in ((small, 10), (large, 100)):
            # In pieces: what this process holds would count as its children's memory.
            with path.open("wb") as file:
                for _ in range(size * MEGABYTE // len(lines)):
                    file.write(lines)
        with generated.open("wb") as file:
            subprocess.run([GENERATOR, "--count", "200000"], stdout=file, check=True)
        _, small_memory = process([CLI, "classify", small])
        seconds, memory = process([CLI, "classify", large])
        floor, _ = process(["wc", "-l", large])
        hostile_seconds, _ = process([CLI, "classify", generated])
        rate = large.stat().st_size / MEGABYTE / seconds
        hostile = generated.stat().st_size / MEGABYTE / hostile_seconds
    say(
        "the five failures, over and over",
        f"{rate:.0f} MB/s",
        beside=f"wc -l {100 / floor:.0f} MB/s",
        target=f"at least {LEAST} MB/s",
        reached=rate >= LEAST,
    )
    # Median 138 bytes, half of the bytes in lines over 4 KB; half of all pieces secrets or odd.
    say(
        "200,000 generated failures: half of each text secrets and odd characters",
        f"{hostile:.0f} MB/s",
        target=f"at least {LEAST} MB/s",
        reached=hostile >= LEAST,
    )
    growth = memory / small_memory
    say(
        "memory",
        f"{memory // 1024} MB",
        beside=f"{small_memory // 1024} MB for a tenth",
        ratio=f"{growth:.2f} x",
        target="flat",
        reached=growth < 1.1,
    )


def say(name: str, ours: str, **more: object) -> None:
    print(json.dumps({"name": name, "ours": ours, **more}), flush=True)


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


if __name__ == "__main__":
    main()
