"""Adopts avatar-errors in copies of the service's public Python SDKs, in the guide's two steps, and
runs their own tests and failures on loopback before and after each. It fails on any difference
that docs/adopting.md does not list."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import guide
import patch_spatialreal
import patch_spatius
import sdists
import suites

HERE = Path(__file__).resolve().parent
COPIES = ("before", "classified", "re-exported")
PATCHES: dict[str, ModuleType] = {"spatius": patch_spatius, "spatialreal": patch_spatialreal}
LIMIT_S = 60


def main() -> int:
    target = Path(os.environ.get("CARGO_TARGET_DIR", guide.ROOT / "target")).absolute()
    complaints = []
    for sdk, copies in sdists.unpacked(target / "adoption", COPIES).items():
        patch(sdk, copies)
        environments = {
            name: suites.environment(PATCHES[sdk].source(copy).parent, target / "public-sdks" / sdk)
            for name, copy in copies.items()
        }
        found = own_tests(sdk, copies, environments) + played(sdk, environments)
        complaints += [f"{sdk}: {complaint}" for complaint in found]
    print(*(f"FAILED: {complaint}" for complaint in complaints), sep="\n", end="")
    print(f"adoption: {len(complaints)} differences that docs/adopting.md does not list")
    return 1 if complaints else 0


def patch(sdk: str, copies: dict[str, Path]) -> None:
    before, after = PATCHES[sdk].first(copies["classified"])
    PATCHES[sdk].first(copies["re-exported"])
    fewer = PATCHES[sdk].second(copies["re-exported"])
    print(
        f"{sdk}: {before} lines of error code, {after} after classification, "
        f"{after - fewer} after the re-export"
    )


def own_tests(
    sdk: str, copies: dict[str, Path], environments: dict[str, dict[str, str]]
) -> list[str]:
    if not (copies["before"] / "tests").is_dir():
        print(f"{sdk}: no tests are published with it")
        return []
    running = [suites.start(copies[name], environments[name]) for name in COPIES]
    for process in running:
        process.wait(LIMIT_S)
    found = {name: suites.results(copies[name]) for name in COPIES}
    for name in COPIES:
        print(f"{sdk}: its {len(found[name])} tests {name}: {suites.counted(found[name])}")
    before = found["before"]
    complaints = [
        f"before: {name}: {result.text}"
        for name, result in before.items()
        if result.outcome not in ("passed", "skipped")
    ]
    listed = [test for test in guide.tests() if test.sdk == sdk]
    for name in COPIES[1:]:
        complaints += [
            f"{name}: {complaint}" for complaint in suites.unlisted(before, found[name], listed)
        ]
    return complaints


def played(sdk: str, environments: dict[str, dict[str, str]]) -> list[str]:
    """The failures on loopback: before as the guide says they were, after as it says they are."""
    listed = {failure.name: failure for failure in guide.failures()}
    complaints = []
    for name in COPIES:
        reports = play(sdk, environments[name])
        if reports.keys() != listed.keys():
            odd = sorted(reports.keys() ^ listed.keys())
            complaints.append(f"played or listed, not both: {', '.join(odd)}")
        right = 0
        for failure in reports.keys() & listed.keys():
            row, report = listed[failure], reports[failure]
            handled = (row.code, row.recovery)
            right += (report["code"], report["recovery"]) == handled
            ours = name == "re-exported"
            wanted = {
                "code": row.before[sdk] if name == "before" else row.code,
                "recovery": row.recovery if ours else None,
                "own": True,
                "ours": ours,
            }
            got = {key: report[key] for key in wanted}
            if got != wanted:
                complaints.append(f"{name}: {failure}: {got}, not {wanted}: {report['text']}")
        codes = sum(reports[one]["code"] == listed[one].code for one in listed if one in reports)
        print(
            f"{sdk}: failures {name}: {codes} of {len(listed)} have the contract's code, "
            f"{right} its recovery"
        )
    return complaints


def play(sdk: str, environ: dict[str, str]) -> dict[str, Any]:
    command = [sys.executable, str(HERE / "failures.py"), sdk]
    run = subprocess.run(command, env=environ, stdout=subprocess.PIPE, timeout=LIMIT_S, check=True)
    reports: dict[str, Any] = json.loads(run.stdout)
    return reports


if __name__ == "__main__":
    sys.exit(main())
