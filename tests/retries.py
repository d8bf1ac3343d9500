"""Runs one client of each language into the stand-in service's drills, whose answers come in turn:
how often it tried, with which tokens, how long it waited, and whether a cancellation ended it."""

import argparse
import json
import os
import sys
import urllib.request
from contextlib import suppress
from itertools import pairwise
from typing import NamedTuple

from aligned import aligned
from runs import PATIENCE_S, Watch, run_all, start
from unseen import DRILLS, LANGUAGES, SCENARIOS, Client, listed, options
from verdict import comparable

# What is cancelled was told to wait for a minute: to sit it out takes twice as long as this.
CANCEL_MS = 30_000


class Report(NamedTuple):
    """Of one drill: the client's line, and what the service saw of the run."""

    line: dict
    seen: dict


def main() -> int:
    known = options(argparse.ArgumentParser(description=__doc__))
    file = json.loads(DRILLS.read_text(encoding="utf-8"))
    drills = {drill["name"]: drill for drill in file["drills"]}
    clients = chosen(known)
    print(f"running {len(drills)} drills in {len(clients)} clients …", file=sys.stderr)
    reports = run_all(known, clients, lambda client, addresses: run(client, addresses, file))
    complaints = []
    for name, drill in drills.items():
        errors = {}
        for client, of in zip(clients, reports, strict=True):
            found = unmet(drill, of.get(name), file["secrets"])
            if not found and (error := of[name].line["error"]):
                errors.setdefault(comparable(error), client.name)
                if len(errors) > 1:
                    found = [f"its error differs from that of {next(iter(errors.values()))}"]
            complaints += [f"{name}: {client.name}: {complaint}" for complaint in found]
    print(*table(drills, clients, reports), *complaints, sep="\n")
    for language in known.without:
        print(f"{language}: did not run, its toolchain is not on this machine")
    ran = sum(len(of) for of in reports)
    failed = len({tuple(complaint.split(": ")[:2]) for complaint in complaints})
    print(f"{len(drills)} drills, {len(clients)} clients, {ran} runs: {failed} failed")
    return 1 if failed else 0


def chosen(known: argparse.Namespace) -> list[Client]:
    scenarios = json.loads(SCENARIOS.read_text(encoding="utf-8"))["scenarios"]
    names = [scenario["name"] for scenario in scenarios]
    clients = [client for client in listed(known, names) if client.drills]
    languages = [client.language for client in clients]
    for language in LANGUAGES:
        if languages.count(language) != 1 and not known.only and language not in known.without:
            sys.exit(f"{language}: {languages.count(language)} clients run drills, not one")
    return clients or sys.exit("there is no client to run")


def run(client: Client, addresses: str, file: dict) -> dict[str, Report]:
    """What the client reported, by drill."""
    process = start(
        [*client.command, "--drills", addresses, DRILLS],
        env=os.environ | client.environment,
        start_new_session=True,
    )
    reports = {}
    with Watch(process) as watch:
        for text in process.stdout:
            watch.heard()
            with suppress(ValueError, KeyError, TypeError):
                line = json.loads(text)
                reports[line["drill"]] = Report(line, seen(addresses, line))
        process.wait()
    if process.returncode:
        print(f"{client.name}: the client ended with {process.returncode}", file=sys.stderr)
        return {}
    return reports


def seen(addresses: str, line: dict) -> dict:
    plain = json.loads(addresses)["plain"]
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    place = f"{plain}/d/{line['drill']}/{line['run']}/seen"
    with opener.open(place, timeout=PATIENCE_S) as answer:
        return json.load(answer)


def unmet(drill: dict, report: Report | None, secrets: list[str]) -> list[str]:
    """What was expected of the drill and is not so."""
    if report is None:
        return ["no report"]
    expect, (line, saw) = drill["expect"], report
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
    took = line.get("cancel_ms")
    if "cancel_after_ms" in drill and (took is None or took >= CANCEL_MS):
        found.append(f"the cancellation took {took} ms")
    return found


def waits(shortest: list[int], at_ms: list[int]) -> list[str]:
    """Only the shortest: how much longer a wait is depends on what else the machine does."""
    waited = gaps(at_ms)
    if len(waited) != len(shortest):
        return [f"it waited {len(waited)} times, expected {len(shortest)}"]
    return [
        f"it waited {was} ms, expected {least} at least"
        for was, least in zip(waited, shortest, strict=True)
        if was < least
    ]


def table(drills: dict, clients: list[Client], reports: list[dict[str, Report]]) -> list[str]:
    rows = [["tries, longest wait", *(client.language for client in clients)]]
    for name, drill in drills.items():
        cells = [cell(of[name]) if name in of else "-" for of in reports]
        rows.append([f"{name} ({drill['expect']['outcome']})", *cells])
    return list(aligned(rows))


def cell(report: Report) -> str:
    tries = str(report.line["tries"])
    if report.line["outcome"] == "cancelled":
        return f"{tries}, ended in {report.line.get('cancel_ms', 0):.0f} ms"
    waited = gaps(report.seen["at_ms"])
    return f"{tries}, {max(waited)} ms" if waited else tries


def gaps(at_ms: list[int]) -> list[int]:
    return [late - soon for soon, late in pairwise(at_ms)]


if __name__ == "__main__":
    sys.exit(main())
