"""Runs all clients into every failure of the stand-in service and compares what they report: one
table, or with `--check` one line of counts. The result is also left as `demo.json` in the target
folder, for the table of clients. With `--first` it is the newest libraries of some languages."""

import argparse
import json
import shutil
import sys
from pathlib import Path

from aligned import aligned
from runs import Run, run_all, run_client
from unseen import FIRST, SCENARIOS, Client, listed, options
from verdict import IDENTICAL, UNSEEN, Verdict, judge


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="print counts, not the table")
    parser.add_argument("--first", action="store_true", help="only what is built in no time")
    known = options(parser)
    file = json.loads(SCENARIOS.read_text(encoding="utf-8"))
    scenarios = {scenario["name"]: scenario for scenario in file["scenarios"]}
    names = list(scenarios)
    clients = listed(known, names)
    if known.first:
        clients = [one for one in clients if one.language in FIRST and not one.oldest]

    def job(client: Client, addresses: str) -> Run:
        return run_client(client, addresses, SCENARIOS, names)

    runs = run_all(known, clients, job)
    verdicts = {
        name: judge(scenario, runs, file["secrets"]) for name, scenario in scenarios.items()
    }
    if not known.only and not known.first:
        write(known.target / "demo.json", verdicts, runs, known.without)
    if not known.check:
        print_table(verdicts, runs)
    failed = sum(bool(verdict.complaints) for verdict in verdicts.values())
    print_complaints(verdicts)
    for language in known.without:
        print(f"{language}: did not run, its toolchain is not on this machine")
    unseen = sum(verdict.marks.count(UNSEEN) for verdict in verdicts.values())
    seen = sum(verdict.marks.count(IDENTICAL) for verdict in verdicts.values())
    print(
        f"{len(names)} scenarios, {len(runs)} clients: {seen} reports identical, "
        f"{unseen} that a library hides facts of"
    )
    if failed or known.check:
        print(f"{len(names) - failed} passed, {failed} failed")
    if known.first:
        print("`make demo-all` runs the oldest libraries too, and Kotlin and Swift.")
    return 1 if failed else 0


def write(path: Path, verdicts: dict[str, Verdict], runs: list[Run], without: list[str]) -> None:
    clients = [
        {
            "language": run.client.language,
            "name": run.client.name,
            "short": run.client.short,
            "identical": sum(verdict.marks[position] == IDENTICAL for verdict in verdicts.values()),
            "unseen": run.client.unseen,
        }
        for position, run in enumerate(runs)
    ]
    result = {
        "scenarios": len(verdicts),
        "failed": [name for name, verdict in verdicts.items() if verdict.complaints],
        "without": without,
        "clients": clients,
    }
    text = json.dumps(result, ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")


def print_table(verdicts: dict[str, Verdict], runs: list[Run]) -> None:
    for number, run in enumerate(runs, 1):
        print(f"{number:>2}  {run.client.name}")
    print("\n=  identical   ·  its library hides a fact   ≠  differs   !  no report\n")
    keys = ("code", "phase", "recovery")
    marks = "".join(str(number % 10) for number in range(1, len(runs) + 1))
    rows = [(marks, "scenario", *keys)]
    rows += [
        (verdict.marks, name, *(str(verdict.error.get(key)) for key in keys))
        for name, verdict in verdicts.items()
    ]
    lines = list(aligned(rows))
    if max(map(len, lines)) > shutil.get_terminal_size((160, 50)).columns:
        # Where it is narrow a scenario has two lines.
        words = aligned([row[2:] for row in rows])
        halves = [half for row in rows for half in (row[:2], ("", next(words)))]
        lines = list(aligned(halves))
    print(*lines, sep="\n")


def print_complaints(verdicts: dict[str, Verdict]) -> None:
    met: dict[str, list[str]] = {}
    for name, verdict in verdicts.items():
        for complaint in verdict.complaints:
            met.setdefault(complaint, []).append(name)
    for complaint, names in met.items():
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        print(f"{names[0]}{more}: {complaint}")


if __name__ == "__main__":
    sys.exit(main())
