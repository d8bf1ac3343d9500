"""An SDK's own tests, and how their results differ."""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import NamedTuple

from guide import Test


class Result(NamedTuple):
    outcome: str
    text: str = ""


Results = dict[str, Result]


def environment(source: Path, libraries: Path) -> dict[str, str]:
    """Finds the SDK in this copy, and asks for none of its tests on the network."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SPATIUS")}
    return kept | {"PYTHONPATH": os.pathsep.join([str(source), str(libraries)])}


def start(copy: Path, environ: dict[str, str]) -> subprocess.Popen[bytes]:
    options = ["-q", "-p", "no:cacheprovider", f"--junit-xml={copy / 'results.xml'}", "tests"]
    command = [sys.executable, "-m", "pytest", *options]
    with (copy / "results.txt").open("wb") as log:
        return subprocess.Popen(command, cwd=copy, env=environ, stdout=log, stderr=log)


def results(copy: Path) -> Results:
    path = copy / "results.xml"
    if not path.exists():
        raise SystemExit((copy / "results.txt").read_text(encoding="utf-8"))
    found = {}
    for case in ElementTree.parse(path).iter("testcase"):
        problem = next((one for one in case if one.tag in ("failure", "error", "skipped")), None)
        name = f"{case.get('classname')}.{case.get('name')}"
        outcome = "passed" if problem is None else problem.tag
        text = "" if problem is None else problem.get("message", "")
        found[name] = Result(outcome, text)
    return found


def counted(found: Results) -> str:
    outcomes = [result.outcome for result in found.values()]
    words = ("passed", "failure", "error", "skipped")
    return ", ".join(f"{outcomes.count(word)} {word}" for word in words if word in outcomes)


def unlisted(before: Results, after: Results, listed: list[Test]) -> list[str]:
    """What differs and is not meant, and what is said to differ and does not."""
    complaints = []
    meant = {test.name: test for test in listed}
    for name in sorted(before.keys() | after.keys()):
        was, now = before.get(name, Result("absent")), after.get(name, Result("absent"))
        test = meant.pop(name.rpartition(".")[2], None)
        if test is None:
            if was.outcome != now.outcome:
                complaints.append(f"{name}: {was.outcome}, now {now.outcome}: {now.text}")
        elif (was.outcome, now.outcome) != ("passed", "failure"):
            complaints.append(f"{name} is listed: {was.outcome}, now {now.outcome}")
        elif f"'{test.gets}'> != <" not in now.text or f"'{test.expects}'>" not in now.text:
            complaints.append(f"{name} fails otherwise than it is listed: {now.text}")
    return complaints + [f"{name} is listed and not there" for name in meant]
