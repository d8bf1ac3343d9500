"""Runs each client into the hostile scenarios alone: an endless body, a frame of 100 MB and the
like must cost it little more memory than the ordinary scenarios do, and not many times their work.
Both are the client's own: how busy the machine is does not change them."""

import argparse
import json
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple

from aligned import aligned
from runs import Run, run_all, run_client
from unseen import SCENARIOS, Client, listed, options

MORE_MB = 48
# A dozen hostile scenarios, in ordinary runs of all the others.
TIMES = 2


class Cost(NamedTuple):
    """Of one client."""

    ordinary: Run
    # What its libraries bound, and what they do not.
    bounded: Run
    unbounded: Run | None


def main() -> int:
    known = options(argparse.ArgumentParser(description=__doc__))
    file = json.loads(SCENARIOS.read_text(encoding="utf-8"))
    hostile = [scenario["name"] for scenario in file["scenarios"] if scenario.get("hostile")]
    ordinary = [scenario["name"] for scenario in file["scenarios"] if not scenario.get("hostile")]
    clients = listed(known, ordinary + hostile)
    print(f"running {len(hostile)} hostile scenarios in {len(clients)} clients …", file=sys.stderr)

    def job(client: Client, addresses: str) -> Cost:
        def part(names: list[str]) -> Run:
            # In the target folder also a client in a root of its own sees it.
            with NamedTemporaryFile("w", dir=known.target, suffix=".json") as list_:
                chosen = [entry for entry in file["scenarios"] if entry["name"] in names]
                json.dump(file | {"scenarios": chosen}, list_)
                list_.flush()
                return run_client(client, addresses, Path(list_.name), names)

        bounded = [name for name in hostile if name not in client.unbounded]
        rest = [name for name in hostile if name in client.unbounded]
        return Cost(part(ordinary), part(bounded), part(rest) if rest else None)

    costs = run_all(known, clients, job)
    rows = [("client", f"{len(ordinary)} ordinary", "", f"{len(hostile)} hostile", "")]
    print(*aligned(rows + [row(cost) for cost in costs], right=(1, 2, 3, 4)), sep="\n")
    failed = 0
    for cost in costs:
        complaints = complain(cost)
        failed += bool(complaints)
        for complaint in complaints:
            print(f"{cost.ordinary.client.name}: {complaint}")
    for cost in filter(lambda cost: cost.unbounded, costs):
        client = cost.ordinary.client
        print(f"{client.name}: {megabytes(cost.unbounded)} with what its library does not bound:")
        for name, reason in client.unbounded.items():
            print(f"  {name}: {reason}")
    for language in known.without:
        print(f"{language}: did not run, its toolchain is not on this machine")
    print(f"{len(clients) - failed} passed, {failed} failed")
    return 1 if failed else 0


def row(cost: Cost) -> tuple[str, ...]:
    cells = [
        cell
        for run in (cost.ordinary, cost.bounded)
        for cell in (megabytes(run), f"{run.cpu_s:.1f} s of work")
    ]
    return cost.ordinary.client.name, *cells


def megabytes(run: Run) -> str:
    return f"{run.peak_kb / 1024:.0f} MB"


def complain(cost: Cost) -> list[str]:
    """What is not as it must be."""
    ordinary, bounded, rest = cost
    more = (bounded.peak_kb - ordinary.peak_kb) / 1024
    found = [f"takes {more:.0f} MB more, allowed {MORE_MB}"] if more > MORE_MB else []
    if bounded.cpu_s > TIMES * ordinary.cpu_s:
        found.append(f"works {bounded.cpu_s:.1f} s, allowed {TIMES} x {ordinary.cpu_s:.1f} s")
    if rest and (rest.peak_kb - ordinary.peak_kb) / 1024 <= MORE_MB:
        found.append("is called unbounded, but bounds its memory after all")
    for run in (bounded, rest) if rest else (bounded,):
        found += [f"{name}: {problem}" for name, problem in run.problems.items()]
    return found


if __name__ == "__main__":
    sys.exit(main())
