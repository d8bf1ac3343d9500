"""What the clients' reports are worth: compared with each other and with what was expected."""

import json
from collections import Counter
from typing import NamedTuple

from runs import Run

IDENTICAL, UNSEEN, DIFFERENT, FAILED = "=·≠!"


class Verdict(NamedTuple):
    """Of one scenario."""

    # The report that the clients agree on, or the first there is.
    error: dict
    # One for each client.
    marks: str
    complaints: list[str]


def judge(scenario: dict, runs: list[Run], secrets: list[str]) -> Verdict:
    name, expect = scenario["name"], scenario["expect"]
    seeing = [run.errors[name] for run in runs if sees(run, name)]
    right = [report for report in seeing if not unmet(expect, report)]
    common = Counter(map(comparable, right or seeing)).most_common(1)
    agreed = common[0][0] if common else None
    marks = ""
    complaints = [] if seeing else ["no client sees it"]
    for run in runs:
        mark, found = one(scenario, run, agreed)
        marks += mark
        report = run.errors.get(name, "")
        if any(secret in report for secret in secrets):
            found.append(f"a secret is in {report}")
        complaints += [f"{run.client.name}: {complaint}" for complaint in found]
    reports = [run.errors[name] for run in runs if name in run.errors]
    same = [report for report in reports if comparable(report) == agreed]
    return Verdict(json.loads((same or reports or ["{}"])[0]), marks, complaints)


def sees(run: Run, name: str) -> bool:
    return name in run.errors and name not in run.problems and name not in run.client.unseen


def one(scenario: dict, run: Run, agreed: str | None) -> tuple[str, list[str]]:
    name = scenario["name"]
    if name in run.problems:
        return FAILED, [run.problems[name]]
    same = comparable(run.errors[name]) == agreed
    if name in run.client.unseen:
        surely = same and not scenario.get("chance")
        return UNSEEN, ["is said not to see it, but does"] if surely else []
    found = unmet(scenario["expect"], run.errors[name])
    if not same and not found:
        found = [f"differs: {run.errors[name]}"]
    return DIFFERENT if found else IDENTICAL, found


def unmet(expect: dict, report: str) -> list[str]:
    error = json.loads(report)
    return [
        f"{key} is {error.get(key)}, expected {value}"
        for key, value in expect.items()
        if error.get(key) != value
    ]


def comparable(report: str) -> str:
    """A report without the words that are the library's own: those of `message` before its place
    in parentheses, where the server said nothing."""
    error = json.loads(report)
    if error.keys() & {"server_detail", "server_title", "close_reason"}:
        return report
    message = error["message"]
    place = message[max(message.rfind(" ("), 0) :]
    return report.replace(
        f'"message":{json.dumps(message, ensure_ascii=False)}',
        f'"message":{json.dumps(place, ensure_ascii=False)}',
        1,
    )
