"""The clients, as each language's `columns.json` lists them: a column of the demo's table each."""

import argparse
import json
import os
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
LANGUAGES = ("Rust", "Python", "Node", "Kotlin", "Swift")
SCENARIOS = TESTS / "service" / "scenarios.json"
FLOWS = TESTS / "service" / "flows.json"


@dataclass(frozen=True)
class Column:
    language: str
    name: str
    short: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    # Scenarios whose facts the client's libraries do not give, each with the reason.
    blind: dict[str, str] = field(default_factory=dict)
    # Hostile scenarios whose memory they do not bound, likewise.
    unbounded: dict[str, str] = field(default_factory=dict)
    # Whether it runs the flows too: one of each language does.
    flows: bool = False


def options(parser: argparse.ArgumentParser) -> argparse.Namespace:
    """Adds what every program here needs, and reads the command line."""
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).absolute()
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        choices=LANGUAGES,
        metavar="LANGUAGE",
        help="leave a language out",
    )
    parser.add_argument("--only", help="run only the columns with this text in their name")
    parser.add_argument("--jobs", type=int, default=3, help="how many clients run at a time")
    parser.add_argument("--clients", type=Path, default=TESTS / "clients")
    parser.add_argument("--target", type=Path, default=target)
    parser.add_argument("--service", type=Path, help="the service's program")
    known = parser.parse_args()
    known.service = known.service or known.target / "debug" / "avatar-errors-service"
    return known


def listed(known: argparse.Namespace, names: list[str]) -> list[Column]:
    """The columns, languages in their order."""
    columns = []
    for language in LANGUAGES:
        if language in known.without:
            continue
        path = known.clients / language.lower() / "columns.json"
        places = {"target": known.target, "clients": known.clients, "root": ROOT}
        try:
            for entry in json.loads(path.read_text(encoding="utf-8")):
                column = Column(language, **entry)
                columns.append(
                    replace(
                        column,
                        command=[filled(word, places) for word in column.command],
                        environment={
                            name: filled(value, places)
                            for name, value in column.environment.items()
                        },
                    )
                )
        except (OSError, ValueError, TypeError) as error:
            sys.exit(f"{path}: {error}")
    for column in columns:
        for name in [*column.blind, *column.unbounded]:
            if name not in names:
                sys.exit(f"{column.name}: there is no scenario {name}")
    if known.only:
        columns = [column for column in columns if known.only.lower() in column.name.lower()]
    return columns or sys.exit("there is no column to run")


def filled(text: str, places: dict[str, Path]) -> str:
    for name, place in places.items():
        text = text.replace(f"{{{name}}}", str(place))
    return text
