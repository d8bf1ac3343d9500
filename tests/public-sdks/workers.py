"""The service and a worker for each SDK, each with its own libraries."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
PATIENCE_S = 170


def run(
    sdks: tuple[str, ...], file: dict, program: Path, libraries: Path
) -> tuple[dict[str, dict[str, dict]], list[str]]:
    """The reports of each SDK by scenario, and what went wrong."""
    for answer in [file["defaults"]["token"], *(one.get("token") for one in file["scenarios"])]:
        spell_both_ways(answer)
    names = [scenario["name"] for scenario in file["scenarios"]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scenarios.json"
        path.write_text(json.dumps(file), encoding="utf-8")
        with service(program, path) as addresses, ThreadPoolExecutor(len(sdks)) as pool:
            outputs = list(pool.map(lambda sdk: work(sdk, addresses, path, libraries / sdk), sdks))
    reports: dict[str, dict[str, dict]] = {sdk: {} for sdk in sdks}
    complaints = []
    for sdk, (lines, ended) in zip(sdks, outputs, strict=True):
        pinned = (HERE / f"requirements-{sdk}.txt").read_text(encoding="utf-8").split()[0]
        complaints += [f"{sdk}: {ended}"] if ended else []
        version = ""
        for line in lines:
            version = line.get("version", version)
            if "background" in line:
                print(f"{sdk}: an error that nobody heard: {line['background']}")
            elif "scenario" in line:
                reports[sdk][line["scenario"]] = line
        if f"{sdk}=={version}" != pinned:
            complaints.append(f"{sdk}: ran {version or 'nothing'}, not {pinned}")
        absent = [name for name in names if name not in reports[sdk]]
        if absent:
            complaints.append(f"{sdk}: {len(absent)} scenarios without a report, first {absent[0]}")
    return reports, complaints


def spell_both_ways(answer: dict | None) -> None:
    """Server generations spell the token's key differently, and an SDK knows one spelling."""
    try:
        body = json.loads((answer or {}).get("body", ""))
        token = body.get("sessionToken") or body.get("session_token")
    except (ValueError, AttributeError):
        return
    if token:
        answer["body"] = json.dumps({"sessionToken": token, "session_token": token})


@contextmanager
def service(program: Path, scenarios: Path) -> Iterator[str]:
    command = [program, "--scenarios", scenarios]
    if not program.is_file():
        sys.exit(f"cannot run {program}: build it first")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            addresses = process.stdout.readline().strip()
            yield addresses or sys.exit("the service did not start")
        finally:
            process.kill()


def work(sdk: str, addresses: str, scenarios: Path, libraries: Path) -> tuple[list[dict], str]:
    """The lines that a worker printed, and how it ended if not well."""
    # A proxy is no part of a scenario.
    settings = {
        name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")
    }
    paths = [str(libraries), *filter(None, [settings.get("PYTHONPATH")])]
    settings["PYTHONPATH"] = os.pathsep.join(paths)
    command = [sys.executable, HERE / "worker.py", sdk, addresses, scenarios]
    ended = ""
    try:
        done = subprocess.run(
            command, stdout=subprocess.PIPE, env=settings, timeout=PATIENCE_S, check=False
        )
        output = done.stdout
        if done.returncode:
            ended = f"the worker ended with {done.returncode}"
    except subprocess.TimeoutExpired as expired:
        output = expired.stdout or b""
        ended = f"the worker did not end within {PATIENCE_S} s"
    return [json.loads(line) for line in output.splitlines() if line.endswith(b"}")], ended
