"""Runs the clients of all languages into every failure of the stand-in service and compares what
they report: one table, or with `--check` one line of counts."""

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

TESTS = Path(__file__).resolve().parent
TARGET = TESTS.parent / "target"
CLIENTS = TESTS / "clients"
SCENARIOS = TESTS / "service" / "scenarios.json"
# Far more than a run takes; a client that hangs must not hang the build.
PATIENCE_S = 300


class Client(NamedTuple):
    language: str
    option: str
    program: Path | str
    arguments: tuple[Path | str, ...] = ()


COLUMNS = (
    Client("Rust", "--rust-client", TARGET / "debug" / "avatar-errors-client"),
    Client(
        "Python",
        "--python",
        TARGET / "venv" / "bin" / "python",
        (CLIENTS / "python" / "client.py",),
    ),
    Client("Node", "--node", "node", (CLIENTS / "node" / "client.mjs",)),
    Client("Kotlin", "--java", "java", (f"@{TARGET / 'kotlin' / 'client.args'}",)),
    Client(
        "Swift",
        "--swift-toolchain",
        TESTS.parent / "bindings-swift" / "toolchain.sh",
        (TARGET / "swift-client" / "debug" / "client",),
    ),
)


class Column(NamedTuple):
    language: str
    errors: dict[str, str]
    problems: dict[str, str]


def main() -> int:
    options = arguments()
    listed = json.loads(SCENARIOS.read_text(encoding="utf-8"))
    scenarios = {scenario["name"]: scenario["expect"] for scenario in listed["scenarios"]}
    clients = [client for client in COLUMNS if client.language not in options.without]
    languages = ", ".join(client.language for client in clients)
    print(f"running {len(scenarios)} scenarios in {languages} …", file=sys.stderr)
    columns = run_all(options, clients, list(scenarios))
    complaints: dict[str, list[str]] = {}
    for name, expect in scenarios.items():
        for complaint in complain(name, expect, columns, listed["secrets"]):
            complaints.setdefault(complaint, []).append(name)
    failed = len({name for names in complaints.values() for name in names})
    if not options.check:
        print_table(list(scenarios), columns)
    for complaint, names in complaints.items():
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        print(f"{names[0]}{more}: {complaint}", file=sys.stderr if options.check else sys.stdout)
    for language in options.without:
        print(f"{language}: did not run, its toolchain is not on this machine")
    if options.check:
        print(f"{len(scenarios) - failed} passed, {failed} failed")
    elif failed:
        print(f"{failed} of {len(scenarios)} scenarios are not as they must be (see above)")
    else:
        print(f"all {len(scenarios)} scenarios: {len(columns)} columns byte-identical")
    return 1 if failed else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="print counts, not the table")
    parser.add_argument(
        "--without", action="append", default=[], metavar="LANGUAGE", help="leave a column out"
    )
    parser.add_argument("--service", default=TARGET / "debug" / "avatar-errors-service")
    for client in COLUMNS:
        parser.add_argument(client.option, dest=client.language, default=client.program)
    return parser.parse_args()


def run_all(options: argparse.Namespace, clients: list[Client], names: list[str]) -> list[Column]:
    """Starts the service and all clients at once."""
    service = start([options.service, "--scenarios", SCENARIOS])
    try:
        addresses = service.stdout.readline().strip()
        if not addresses:
            sys.exit("the service did not start")

        def run(client: Client) -> Column:
            program = vars(options)[client.language]
            process = start([program, *client.arguments, addresses, SCENARIOS])
            try:
                output, _ = process.communicate(timeout=PATIENCE_S)
                ended = f"the client ended with {process.returncode}"
            except subprocess.TimeoutExpired:
                process.kill()
                output, _ = process.communicate()
                ended = f"the client did not end in {PATIENCE_S} s"
            return column(client.language, output, names, ended if process.returncode else "")

        with ThreadPoolExecutor(len(clients)) as pool:
            return list(pool.map(run, clients))
    finally:
        service.kill()
        service.wait()


def start(command: list) -> subprocess.Popen:
    try:
        return subprocess.Popen(
            [str(word) for word in command], stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
    except OSError as error:
        sys.exit(f"cannot run {command[0]}: {error.strerror}")


def column(language: str, output: str, names: list[str], ended: str) -> Column:
    """What a client reported, with a problem for each scenario that it left out."""
    errors: dict[str, str] = {}
    problems: dict[str, str] = {}
    for line in output.splitlines():
        try:
            report = json.loads(line)
            name = report["scenario"]
        except (ValueError, KeyError, TypeError):
            continue
        if name in errors or name in problems:
            problems[name] = "reported twice"
        elif isinstance(report.get("error"), str):
            errors[name] = report["error"]
        else:
            problems[name] = str(report.get("problem"))
    for name in names:
        if name not in errors and name not in problems:
            problems[name] = ended or "no report"
    if ended and not problems:
        problems[names[-1]] = ended
    return Column(language, errors, problems)


def complain(name: str, expect: dict, columns: list[Column], secrets: list[str]) -> Iterator[str]:
    for language, errors, problems in columns:
        if name in problems:
            yield f"{language}: {problems[name]}"
            continue
        error = json.loads(errors[name])
        for key, value in expect.items():
            if error.get(key) != value:
                yield f"{language}: {key} is {error.get(key)}, expected {value}"
        if any(secret in errors[name] for secret in secrets):
            yield f"{language}: a secret is in {errors[name]}"
    reports = {errors[name] for _, errors, problems in columns if name not in problems}
    if len(reports) > 1:
        for language, errors, _ in columns:
            yield f"{language} differs: {errors.get(name)}"


def print_table(names: list[str], columns: list[Column]) -> None:
    room = shutil.get_terminal_size((200, 50)).columns
    # As many of the three words in a line as there is room for.
    for split in (
        ("code phase recovery",),
        ("code", "phase recovery"),
        ("code", "phase", "recovery"),
    ):
        rows = [[["scenario"], *([column.language] for column in columns)]]
        rows += [[[name], *(cell(name, column, split) for column in columns)] for name in names]
        widths = [
            max(len(line) for row in rows for line in row[at]) for at in range(len(columns) + 1)
        ]
        if sum(widths) + 2 * len(columns) <= room:
            break
    rows.insert(1, [["─" * width] for width in widths])
    for row in rows:
        for at in range(max(len(lines) for lines in row)):
            words = (lines[at] if at < len(lines) else "" for lines in row)
            padded = (word.ljust(width) for word, width in zip(words, widths, strict=True))
            print("  ".join(padded).rstrip())


def cell(name: str, column: Column, split: tuple[str, ...]) -> list[str]:
    if name in column.problems:
        return ["FAILED"]
    error = json.loads(column.errors[name])
    return [" ".join(str(error.get(key)) for key in line.split()) for line in split]


if __name__ == "__main__":
    sys.exit(main())
