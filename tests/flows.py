"""Runs one client of each language into the stand-in service's flows, whose answers come in turn:
how often it tried, with which tokens, how long it waited, and how soon a cancellation ended it."""

import argparse
import json
import os
import sys
import urllib.request
from contextlib import suppress
from itertools import pairwise
from tempfile import NamedTemporaryFile
from typing import NamedTuple

from columns import FLOWS, LANGUAGES, SCENARIOS, Column, listed, options
from runs import Watch, run_all, start
from verdict import comparable

CANCEL_MS = 50
CANCEL_RUNS = 3
# What a wait may take beyond its shortest: full jitter, and a machine that is busy.
SLACK_MS = 3000


class Report(NamedTuple):
    """Of one flow: the client's line, and what the service saw of the run."""

    line: dict
    seen: dict


def main() -> int:
    known = options(argparse.ArgumentParser(description=__doc__))
    file = json.loads(FLOWS.read_text(encoding="utf-8"))
    flows = {flow["name"]: flow for flow in file["flows"]}
    columns = chosen(known)
    print(f"running {len(flows)} flows in {len(columns)} clients …", file=sys.stderr)
    reports = run_all(known, columns, lambda column, addresses: run(known, column, addresses, file))
    complaints = []
    for name, flow in flows.items():
        errors = {}
        for column, of in zip(columns, reports, strict=True):
            found = unmet(flow, of.get(name), file["secrets"])
            if not found and (error := of[name].line["error"]):
                errors.setdefault(comparable(error), column.name)
                if len(errors) > 1:
                    found = [f"its error differs from that of {next(iter(errors.values()))}"]
            complaints += [f"{name}: {column.name}: {complaint}" for complaint in found]
    print_table(flows, columns, reports)
    print(*complaints, sep="\n", end="\n" if complaints else "")
    for language in known.without:
        print(f"{language}: did not run, its toolchain is not on this machine")
    ran = sum(len(of) for of in reports)
    failed = len({tuple(complaint.split(": ")[:2]) for complaint in complaints})
    print(f"{len(flows)} flows, {len(columns)} clients, {ran} runs: {failed} failed")
    return 1 if failed else 0


def chosen(known: argparse.Namespace) -> list[Column]:
    scenarios = json.loads(SCENARIOS.read_text(encoding="utf-8"))["scenarios"]
    names = [scenario["name"] for scenario in scenarios]
    columns = [column for column in listed(known, names) if column.flows]
    languages = [column.language for column in columns]
    for language in LANGUAGES:
        if languages.count(language) != 1 and not known.only and language not in known.without:
            sys.exit(f"{language}: {languages.count(language)} columns run flows, not one")
    return columns or sys.exit("there is no column to run")


def run(known: argparse.Namespace, column: Column, addresses: str, file: dict) -> dict[str, Report]:
    """What the client reported, by flow; a slow cancellation has another chance or two."""
    reports = once(known, column, addresses, file)
    cancelled = [flow for flow in file["flows"] if "cancel_after_ms" in flow]
    for _ in range(1, CANCEL_RUNS):
        slow = [flow for flow in cancelled if cancel_ms(reports.get(flow["name"])) >= CANCEL_MS]
        if slow:
            reports |= once(known, column, addresses, file | {"flows": slow})
    return reports


def once(
    known: argparse.Namespace, column: Column, addresses: str, file: dict
) -> dict[str, Report]:
    # In the target folder also a client in a root of its own sees it.
    with NamedTemporaryFile("w", dir=known.target, suffix=".json") as list_:
        json.dump(file, list_)
        list_.flush()
        process = start(
            [*column.command, "--flows", addresses, list_.name],
            env=os.environ | column.environment,
            start_new_session=True,
        )
        reports = {}
        with Watch(process) as watch:
            for text in process.stdout:
                watch.lap()
                with suppress(ValueError, KeyError, TypeError):
                    line = json.loads(text)
                    reports[line["flow"]] = Report(line, seen(addresses, line))
            process.wait()
    if process.returncode:
        print(f"{column.name}: the client ended with {process.returncode}", file=sys.stderr)
        return {}
    return reports


def seen(addresses: str, line: dict) -> dict:
    plain = json.loads(addresses)["plain"]
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"{plain}/f/{line['flow']}/{line['run']}/seen", timeout=10) as answer:
        return json.load(answer)


def cancel_ms(report: Report | None) -> float:
    measured = report.line.get("cancel_ms") if report else None
    return float("inf") if measured is None else measured


def unmet(flow: dict, report: Report | None, secrets: list[str]) -> list[str]:
    """What was expected of the flow and is not so."""
    if report is None:
        return ["no report"]
    expect, (line, saw) = flow["expect"], report
    failed = expect["outcome"] not in ("up", "cancelled")
    wanted = {"outcome": expect["outcome"], "tries": expect["tries"]}
    wanted["attempts"] = expect["tries"] if failed else None
    found = [
        f"{key} is {line.get(key)}, expected {value}"
        for key, value in wanted.items()
        if line.get(key) != value
    ]
    for key, value in {**expect, "refused_tokens": 0}.items():
        if key in saw and saw[key] != value:
            found.append(f"the service saw {saw[key]} {key}, expected {value}")
    found += waits(expect["waits_ms"], saw["at_ms"])
    error = line.get("error")
    code = json.loads(error)["code"] if error else None
    if code != (expect["outcome"] if failed else None):
        found.append(f"its error is {error}")
    if any(secret in str(error) for secret in secrets):
        found.append(f"a secret is in {error}")
    if "cancel_after_ms" in flow and not cancel_ms(report) < CANCEL_MS:
        found.append(f"the cancellation took {line.get('cancel_ms')} ms")
    return found


def waits(shortest: list[int], at_ms: list[int]) -> list[str]:
    waited = gaps(at_ms)
    if len(waited) != len(shortest):
        return [f"it waited {len(waited)} times, expected {len(shortest)}"]
    return [
        f"it waited {was} ms, expected {least} or somewhat more"
        for was, least in zip(waited, shortest, strict=True)
        if not least <= was <= least + SLACK_MS
    ]


def print_table(flows: dict, columns: list[Column], reports: list[dict[str, Report]]) -> None:
    rows = [["tries, longest wait", *(column.language for column in columns)]]
    for name, flow in flows.items():
        row = [f"{name} ({flow['expect']['outcome']})"]
        for of in reports:
            row.append(cell(of[name]) if name in of else "-")
        rows.append(row)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        words = [word.ljust(width) for word, width in zip(row, widths, strict=True)]
        print("  ".join(words).rstrip())


def cell(report: Report) -> str:
    tries = str(report.line["tries"])
    if report.line["outcome"] == "cancelled":
        return f"{tries}, ended in {cancel_ms(report):.0f} ms"
    waited = gaps(report.seen["at_ms"])
    return f"{tries}, {max(waited)} ms" if waited else tries


def gaps(at_ms: list[int]) -> list[int]:
    return [late - soon for soon, late in pairwise(at_ms)]


if __name__ == "__main__":
    sys.exit(main())
