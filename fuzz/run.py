"""Builds the fuzz targets with AddressSanitizer and runs all, or those named, for `--seconds` each.

`RUSTC_BOOTSTRAP` lets the stable compiler take the two flags that are for nightly ones. Inputs that
a run found interesting stay under the target folder; the first are made of the vectors here."""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

import seeds

HERE = Path(__file__).resolve().parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", HERE.parent / "target")) / "fuzz"
TARGETS = sorted(path.stem for path in (HERE / "targets").glob("*.rs"))

COVERAGE = (
    "-sanitizer-coverage-level=4",
    "-sanitizer-coverage-inline-8bit-counters",
    "-sanitizer-coverage-pc-table",
    "-sanitizer-coverage-trace-compares",
)
FLAGS = [
    "-Cpasses=sancov-module",
    *(f"-Cllvm-args={flag}" for flag in COVERAGE),
    "-Zsanitizer=address",
    "-Ccodegen-units=1",
    "--cfg=fuzzing",
]

# An input for which the core needs a second is a defect, even where it is instrumented.
LONGEST = 65_536
PATIENCE_S = 10
MEMORY_MB = 1_024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    arguments = parser.parse_args()
    if unknown := set(arguments.targets) - set(TARGETS):
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    folder = build()
    failed = [
        target
        for target in arguments.targets or TARGETS
        if not fuzz(folder, target, arguments.seconds)
    ]
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


def build() -> Path:
    """The folder of the programs."""
    host = re.search(r"host: (\S+)", output("rustc", "-vV"))
    triple = host.group(1) if host else sys.exit("rustc does not name its host")
    subprocess.run(
        ["cargo", "build", "-q", "--locked", "--release", "--bins", "--target", triple],
        cwd=HERE,
        env=os.environ
        | {
            "CARGO_TARGET_DIR": str(TARGET),
            "CARGO_ENCODED_RUSTFLAGS": "\x1f".join(FLAGS),
            "RUSTC_BOOTSTRAP": "1",
        },
        check=True,
    )
    return TARGET / triple / "release"


def output(*command: str) -> str:
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def fuzz(folder: Path, target: str, seconds: int) -> bool:
    """Whether nothing was found; what was is told, with the file of the input."""
    corpus, first, found = (TARGET / name / target for name in ("corpus", "seeds", "found"))
    for each in (corpus, found):
        each.mkdir(parents=True, exist_ok=True)
    count = seeds.write(target, first)
    done = subprocess.run(
        [
            folder / target,
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST}",
            f"-timeout={PATIENCE_S}",
            f"-rss_limit_mb={MEMORY_MB}",
            f"-artifact_prefix={found}/",
            "-print_final_stats=1",
            corpus,
            first,
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    log = done.stdout.decode(errors="replace")
    if done.returncode:
        reason = log.find("panicked at")
        print(log[reason : reason + 2_000] if reason >= 0 else log[-4_000:], file=sys.stderr)
    runs = re.search(r"stat::number_of_executed_units:\s*(\d+)", log)
    told = "nothing found" if done.returncode == 0 else f"ended with {done.returncode}"
    print(f"{target:<14}{int(runs.group(1)) if runs else 0:>12,} runs of {count} seeds: {told}")
    sys.stdout.flush()
    return done.returncode == 0 and runs is not None


if __name__ == "__main__":
    main()
