"""The clients, as each language's `unseen.json` lists them with what they cannot see."""

import argparse
import json
import os
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
LANGUAGES = ("Rust", "Python", "Node", "Kotlin", "Swift")
# Those of the first minutes: their clients are built in no time.
FIRST = LANGUAGES[:3]
SCENARIOS = TESTS / "service" / "scenarios.json"
DRILLS = TESTS / "service" / "drills.json"


@dataclass(frozen=True)
class Client:
    language: str
    name: str
    short: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    # Scenarios whose facts the client's libraries do not give, each with the reason.
    unseen: dict[str, str] = field(default_factory=dict)
    # Hostile scenarios whose memory they do not bound, likewise.
    unbounded: dict[str, str] = field(default_factory=dict)
    # Whether its libraries are the oldest ones.
    oldest: bool = False
    # Whether it runs the drills too: one of each language does.
    drills: bool = False


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
    parser.add_argument("--only", help="run only the clients with this text in their name")
    parser.add_argument("--jobs", type=int, default=3, help="how many clients run at a time")
    parser.add_argument("--clients", type=Path, default=TESTS / "clients")
    parser.add_argument("--target", type=Path, default=target)
    parser.add_argument("--service", type=Path, help="the service's program")
    known = parser.parse_args()
    known.service = known.service or known.target / "quick" / "avatar-errors-service"
    return known


def listed(known: argparse.Namespace, names: list[str], file: str = "unseen.json") -> list[Client]:
    """The clients of each language's file, languages in their order."""
    clients = []
    for language in LANGUAGES:
        if language in known.without:
            continue
        path = known.clients / language.lower() / file
        if file != "unseen.json" and not path.exists():
            continue
        places = {"target": known.target, "clients": known.clients, "root": ROOT}
        try:
            for entry in json.loads(path.read_text(encoding="utf-8")):
                clients.append(placed(Client(language, **entry), places))
        except (OSError, ValueError, TypeError) as error:
            sys.exit(f"{path}: {error}")
    for client in clients:
        for name in [*client.unseen, *client.unbounded]:
            if name not in names:
                sys.exit(f"{client.name}: there is no scenario {name}")
    if known.only:
        clients = [client for client in clients if known.only.lower() in client.name.lower()]
    return clients or sys.exit("there is no client to run")


def placed(client: Client, places: dict[str, Path]) -> Client:
    def filled(text: str) -> str:
        for name, place in places.items():
            text = text.replace(f"{{{name}}}", str(place))
        return text

    return replace(
        client,
        command=[filled(word) for word in client.command],
        environment={name: filled(value) for name, value in client.environment.items()},
    )
