"""Checks README.md and docs/ against what they speak of: runs the examples, follows the links, and
compares the table of clients with the last demo. With `--write` it writes the measured tables."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import backends
import cost
import markdown
import matrix
import platforms
import snippets
from markdown import ROOT
from runs import service
from snippets import README, Result

CLIENTS, COST = ROOT / "docs" / "clients.md", ROOT / "docs" / "cost.md"
LINES = 150


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the tables")
    target = ROOT / "target"
    parser.add_argument("--cli", type=Path, default=target / "release" / "avatar-errors")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--node", default="node")
    parser.add_argument("--service", type=Path, default=target / "quick" / "avatar-errors-service")
    parser.add_argument("--demo", type=Path, default=target / "demo.json")
    parser.add_argument("--bench", type=Path, default=target / "bench.json")
    options = parser.parse_args()
    if options.write:
        write(options)
        return 0
    passed = failed = 0
    for check in (texts(), clients(options), snippets.results(options), whole_backends(options)):
        for name, problems in check:
            print(f"README: {name}: {'NOT as it says' if problems else 'as it says'}")
            print(*problems, sep="\n", end="\n" if problems else "")
            failed, passed = failed + bool(problems), passed + (not problems)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def write(options: argparse.Namespace) -> None:
    """What cannot be measured now stays as it was."""
    fill(platforms.PAGE, "platforms", platforms.table())
    demo = run_of(options.demo, "make demo-all")
    if demo and not demo["without"]:
        fill(CLIENTS, "clients", matrix.table(demo))
    if bench := run_of(options.bench, "make bench"):
        fill(COST, "cost", cost.tables(bench))


def run_of(path: Path, command: str) -> dict | list | None:
    if path.exists():
        return json.loads(markdown.read(path))
    print(f"no {path.name}: `{command}` leaves one")
    return None


def fill(path: Path, part: str, text: str) -> None:
    path.write_text(markdown.replaced(path, part, text), encoding="utf-8")


def texts() -> Iterator[Result]:
    lines = len(markdown.read(README).splitlines())
    yield "length", [f"{lines} lines, at most {LINES}"] if lines > LINES else []
    files = markdown.files()
    for name, wrong in (
        ("links", markdown.broken_links),
        ("paths", markdown.missing_paths),
        ("targets", markdown.missing_targets),
    ):
        found = [f"{path.relative_to(ROOT)}: {word}" for path in files for word in wrong(path)]
        yield f"{name} of {len(files)} files", found


def clients(options: argparse.Namespace) -> Iterator[Result]:
    demo = json.loads(markdown.read(options.demo))
    yield "last run of the demo", demo["failed"]
    if demo["without"]:
        print(f"README: table of clients: not compared, without {', '.join(demo['without'])}")
        return
    written = markdown.read(CLIENTS)
    told = markdown.replaced(CLIENTS, "clients", matrix.table(demo)) == written
    yield "table of clients", [] if told else ["`make tables` writes it"]


def whole_backends(options: argparse.Namespace) -> Iterator[Result]:
    with service(options.service) as addresses:
        plain = json.loads(addresses)["plain"]
        for start, program in (
            (backends.python_backend, options.python),
            (backends.node_backend, options.node),
        ):
            yield start.__name__, backends.check(start, program, plain)


if __name__ == "__main__":
    sys.exit(main())
