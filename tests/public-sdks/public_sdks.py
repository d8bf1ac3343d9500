"""Takes the service's public Python SDKs, unchanged, through every scenario of the stand-in
service, and prints where their codes differ from ours. `--write` stores their codes."""

import argparse
import json
import os
import sys
from pathlib import Path

from judging import Verdict, judge
from printing import print_agreement, print_differences, print_summary
from workers import run

HERE = Path(__file__).resolve().parent
SCENARIOS = HERE.parent / "service" / "scenarios.json"
EXPECTED = HERE / "expected.json"
SDKS = ("spatius", "spatialreal")


def main() -> int:
    target = Path(os.environ.get("CARGO_TARGET_DIR", HERE.parent.parent / "target")).absolute()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="print counts, not the differences")
    parser.add_argument("--write", action="store_true", help="store what they report")
    parser.add_argument("--target", type=Path, default=target)
    parser.add_argument("--service", type=Path, help="the service's program")
    known = parser.parse_args()
    program = known.service or known.target / "debug" / "avatar-errors-service"
    file = json.loads(SCENARIOS.read_text(encoding="utf-8"))
    for scenario in file["scenarios"]:
        for key in ("token", "upgrade"):
            # In place of its name: what was sent is compared with what an SDK holds of it.
            if isinstance(scenario.get(key), str):
                scenario[key] = file["answers"][scenario[key]].copy()
    scenarios = {scenario["name"]: scenario for scenario in file["scenarios"]}
    reports, complaints = run(SDKS, file, program, known.target / "public-sdks")
    verdicts = {}
    for sdk in SDKS:
        verdicts[sdk] = {
            name: judge(scenario, reports[sdk][name], file["secrets"])
            for name, scenario in scenarios.items()
            if name in reports[sdk]
        }
        if not known.check:
            print_differences(sdk, verdicts[sdk], scenarios)
        complaints += [
            f"{sdk}: {name}: {complaint}"
            for name, verdict in verdicts[sdk].items()
            for complaint in verdict.complaints
        ]
    for sdk in SDKS:
        print_summary(sdk, verdicts[sdk], reports[sdk], scenarios)
    print_agreement(verdicts)
    if known.write and not complaints:
        write(verdicts, scenarios)
    complaints += changed(verdicts, scenarios)
    for complaint in complaints:
        print(f"FAILED: {complaint}")
    return 1 if complaints else 0


def write(verdicts: dict[str, dict[str, Verdict]], names: dict) -> None:
    lines = [
        json.dumps(name)
        + ": "
        + json.dumps({sdk: of[name].theirs for sdk, of in verdicts.items() if name in of})
        for name in names
    ]
    EXPECTED.write_text("{\n  " + ",\n  ".join(lines) + "\n}\n", encoding="utf-8")


def changed(verdicts: dict[str, dict[str, Verdict]], names: dict) -> list[str]:
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    complaints = [
        f"expected.json has {name}, which is no scenario" for name in expected.keys() - names
    ]
    for sdk, of in verdicts.items():
        for name, verdict in of.items():
            before = expected.get(name, {}).get(sdk)
            if verdict.theirs != before:
                complaints.append(f"{sdk}: {name}: {verdict.theirs}, expected.json has {before}")
    return complaints


if __name__ == "__main__":
    sys.exit(main())
