"""Runs all clients into every failure of the stand-in service and compares what they report: one
table, or with `--check` one line of counts. The result is also left as `demo.json` in the target
folder, for the README's matrix."""

import argparse
import json
import shutil
import sys
from pathlib import Path

from columns import SCENARIOS, listed, options
from runs import Run, run_all, run_client
from verdict import BLIND, IDENTICAL, Verdict, judge


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="print counts, not the table")
    known = options(parser)
    file = json.loads(SCENARIOS.read_text(encoding="utf-8"))
    scenarios = {scenario["name"]: scenario for scenario in file["scenarios"]}
    names = list(scenarios)
    columns = listed(known, names)
    print(f"running {len(names)} scenarios in {len(columns)} clients …", file=sys.stderr)
    runs = run_all(
        known, columns, lambda column, addresses: run_client(column, addresses, SCENARIOS, names)
    )
    verdicts = {
        name: judge(scenario, runs, file["secrets"]) for name, scenario in scenarios.items()
    }
    if not known.only:
        write(known.target / "demo.json", verdicts, runs, known.without)
    if not known.check:
        print_table(verdicts, runs)
    failed = sum(bool(verdict.complaints) for verdict in verdicts.values())
    print_complaints(verdicts, sys.stderr if known.check else sys.stdout)
    for language in known.without:
        print(f"{language}: did not run, its toolchain is not on this machine")
    blind = sum(verdict.marks.count(BLIND) for verdict in verdicts.values())
    seen = sum(verdict.marks.count(IDENTICAL) for verdict in verdicts.values())
    print(
        f"{len(names)} scenarios, {len(runs)} clients: {seen} reports identical, "
        f"{blind} that a library hides facts of"
    )
    if failed or known.check:
        print(f"{len(names) - failed} passed, {failed} failed")
    return 1 if failed else 0


def write(path: Path, verdicts: dict[str, Verdict], runs: list[Run], without: list[str]) -> None:
    clients = [
        {
            "language": run.column.language,
            "name": run.column.name,
            "short": run.column.short,
            "identical": sum(verdict.marks[position] == IDENTICAL for verdict in verdicts.values()),
            "blind": run.column.blind,
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
        print(f"{number:>2}  {run.column.name}")
    print("\n=  identical   ·  its library hides a fact   ≠  differs   !  no report\n")
    keys = ("code", "phase", "recovery")
    rows = [("scenario", *keys)]
    rows += [
        (name, *(str(verdict.error.get(key)) for key in keys)) for name, verdict in verdicts.items()
    ]
    marks = ["".join(str(number % 10) for number in range(1, len(runs) + 1))]
    marks += [verdict.marks for verdict in verdicts.values()]
    widths = [max(len(row[at]) for row in rows) for at in range(len(keys) + 1)]
    fits = sum(widths) + 2 * len(widths) + len(runs) <= shutil.get_terminal_size((160, 50)).columns
    for row, mark in zip(rows, marks, strict=True):
        cells = [word.ljust(width) for word, width in zip(row, widths, strict=True)]
        # Where it is narrow a scenario has two lines.
        words = cells if fits else cells[:1]
        print("  ".join([mark, *words]).rstrip())
        if not fits:
            print("  ".join([" " * len(mark), "", *cells[1:]]).rstrip())


def print_complaints(verdicts: dict[str, Verdict], stream: object) -> None:
    met: dict[str, list[str]] = {}
    for name, verdict in verdicts.items():
        for complaint in verdict.complaints:
            met.setdefault(complaint, []).append(name)
    for complaint, names in met.items():
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        print(f"{names[0]}{more}: {complaint}", file=stream)


if __name__ == "__main__":
    sys.exit(main())
