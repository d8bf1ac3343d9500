"""Runs each client into the hostile scenarios alone: an endless body, a frame of 100 MB and the
like must cost it bounded time, and little more memory than the ordinary scenarios do."""

import argparse
import json
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile

from columns import SCENARIOS, Column, listed, options
from runs import Run, run_all, run_client

# The clients' own time-outs are at most 5 s.
SECONDS = 8
MORE_MB = 48


def main() -> int:
    known = options(argparse.ArgumentParser(description=__doc__))
    file = json.loads(SCENARIOS.read_text(encoding="utf-8"))
    hostile = [scenario["name"] for scenario in file["scenarios"] if scenario.get("hostile")]
    ordinary = [scenario["name"] for scenario in file["scenarios"] if not scenario.get("hostile")]
    columns = listed(known, ordinary + hostile)
    print(f"running {len(hostile)} hostile scenarios in {len(columns)} clients …", file=sys.stderr)

    def job(column: Column, addresses: str) -> tuple[Run, Run, Run | None]:
        def part(names: list[str]) -> Run:
            # In the target folder also a client in a root of its own sees it.
            with NamedTemporaryFile("w", dir=known.target, suffix=".json") as list_:
                chosen = [entry for entry in file["scenarios"] if entry["name"] in names]
                json.dump(file | {"scenarios": chosen}, list_)
                list_.flush()
                return run_client(column, addresses, Path(list_.name), names)

        bounded = [name for name in hostile if name not in column.unbounded]
        rest = [name for name in hostile if name in column.unbounded]
        return part(ordinary), part(bounded), part(rest) if rest else None

    failed = 0
    width = max(len(column.name) for column in columns)
    print(f"{'client':{width}}  ordinary   hostile  slowest")
    for usual, bounded, rest in run_all(known, columns, job):
        print(line(width, usual, bounded))
        complaints = complain(usual, bounded, rest)
        failed += bool(complaints)
        for complaint in complaints:
            print(f"  {complaint}")
        if rest:
            print(f"  {rest.peak_kb / 1024:.0f} MB with what its library does not bound:")
        for name, reason in usual.column.unbounded.items():
            print(f"  {name}: {reason}")
    for language in known.without:
        print(f"{language}: did not run, its toolchain is not on this machine")
    print(f"{len(columns) - failed} passed, {failed} failed")
    return 1 if failed else 0


def line(width: int, usual: Run, bounded: Run) -> str:
    slowest = max(bounded.seconds, key=bounded.seconds.__getitem__, default="none")
    return (
        f"{usual.column.name:{width}}  {usual.peak_kb / 1024:5.0f} MB  "
        f"{bounded.peak_kb / 1024:5.0f} MB  {bounded.seconds.get(slowest, 0):4.1f} s {slowest}"
    )


def complain(usual: Run, bounded: Run, rest: Run | None) -> list[str]:
    more = (bounded.peak_kb - usual.peak_kb) / 1024
    found = [f"takes {more:.0f} MB more, allowed {MORE_MB}"] if more > MORE_MB else []
    if rest and (rest.peak_kb - usual.peak_kb) / 1024 <= MORE_MB:
        found.append("is called unbounded, but bounds its memory after all")
    for run in (bounded, rest) if rest else (bounded,):
        found += [f"{name}: {problem}" for name, problem in run.problems.items()]
        found += [
            f"{name}: took {seconds:.1f} s, allowed {SECONDS}"
            for name, seconds in run.seconds.items()
            if seconds > SECONDS
        ]
    return found


if __name__ == "__main__":
    sys.exit(main())
