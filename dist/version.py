"""`version.py [VERSION]`: sets the one version everywhere, or tells it.

With `--check` it compares: every place has the version of Cargo.toml, no other place tells one, and
a version or tag that is given is the same."""

import argparse
import datetime
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import notes

ROOT = Path(__file__).resolve().parent.parent
GIVEN = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-(alpha|beta|rc)\.(0|[1-9]\d*))?")
FOUND = r"(?P<version>\d+\.\d+\.\d+(?:-[a-z]+\.\d+)?)"
NAME = r"(?:@?avatar-errors[\w/-]*|uniffi-bindgen)"
SOURCE = re.compile(rf'^\[workspace\.package\]\nversion = "{FOUND}"', re.MULTILINE)
# Where a file of that name tells a version of ours; 0.0.0 is none.
PLACES = {
    "Cargo.toml": [
        SOURCE,
        re.compile(rf'^{NAME} = \{{[^}}\n]*\bpath = [^}}\n]*\bversion = "=?{FOUND}"', re.MULTILINE),
    ],
    "Cargo.lock": [re.compile(rf'^name = "{NAME}"\nversion = "{FOUND}"$', re.MULTILINE)],
    "pom.xml": [re.compile(rf"<artifactId>{NAME}</artifactId>\s*<version>{FOUND}</version>")],
    "package.json": [
        re.compile(rf'"name": "{NAME}",\s*"version": "{FOUND}"'),
        re.compile(rf'"(?:node_modules/)?{NAME}": (?:\{{\s*"version": )?"{FOUND}"'),
    ],
    ".md": [re.compile(rf'{NAME}(?:[:@]|==| = "|[^\s"]*", from: "){FOUND}')],
}
PLACES |= {"reactor.xml": PLACES["pom.xml"], "package-lock.json": PLACES["package.json"]}
NEEDED = ("Cargo.toml", "Cargo.lock", "bindings-kotlin/pom.xml", "bindings-node/package.json")
CHANGELOG, NEXT = "CHANGELOG.md", "## Unreleased"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("version", nargs="?")
    parser.add_argument(
        "--check", action="store_true", help="compare, also with a version or its tag"
    )
    options = parser.parse_args()
    if options.check:
        found = [*problems(ROOT), *released(ROOT, options.version)]
        print(*found or [f"{current(ROOT)} everywhere"], sep="\n")
        return 1 if found else 0
    if options.version:
        change(ROOT, options.version)
    print(current(ROOT))
    return 0


def change(top: Path, version: str) -> None:
    if not GIVEN.fullmatch(version):
        raise SystemExit(f"{version!r} is no version: such are 1.2.3 and 1.2.3-rc.1")
    if order(version) < order(current(top)):
        raise SystemExit(f"{version} comes before {current(top)}, which this is")
    name_changes(top, version)
    for path, start, end, _ in reversed([*told(top)]):
        text = path.read_text(encoding="utf-8")
        path.write_text(text[:start] + version + text[end:], encoding="utf-8")


def name_changes(top: Path, version: str) -> None:
    """What is unreleased, or a candidate of the version, becomes what is new in it."""
    path = top / CHANGELOG
    text = path.read_text(encoding="utf-8")
    heading, news = notes.first(text)
    if heading.startswith(f"## {version} "):
        return
    if not news or not (heading == NEXT or heading.startswith(f"## {version}-")):
        raise SystemExit(f"{CHANGELOG} has nothing under {NEXT!r}")
    today = datetime.datetime.now(datetime.timezone.utc).date()
    path.write_text(text.replace(heading, f"## {version} ({today})", 1), encoding="utf-8")


def problems(top: Path) -> Iterator[str]:
    version = current(top)
    places = [*told(top)]
    for path, start, _, found in places:
        if found != version:
            yield f"{place(top, path, start)} has {found}, Cargo.toml has {version}"
    have = {path.relative_to(top).as_posix() for path, *_ in places}
    yield from (f"{name} tells no version" for name in NEEDED if name not in have)
    yield from strays(top, version, {(path, start) for path, start, *_ in places})


def strays(top: Path, version: str, known: set[tuple[Path, int]]) -> Iterator[str]:
    """Versions beside the project's name which `make version` would not set."""
    token = re.compile(rf"(?<![\w.-]){re.escape(version)}(?![\w-]|\.\d)")
    for path in files(top):
        text = path.read_text(encoding="utf-8", errors="ignore")
        for match in token.finditer(text) if path.name != CHANGELOG else ():
            start, end = match.span()
            line = text[:start].rpartition("\n")[2] + text[end:].partition("\n")[0]
            if "avatar" in line.lower() and (path, start) not in known:
                yield f"{place(top, path, start)} tells a version: add it to dist/version.py"


def released(top: Path, version: str | None) -> Iterator[str]:
    if version and version.removeprefix("v") != current(top):
        yield f"{version} is to be released, Cargo.toml has {current(top)}"


def told(top: Path) -> Iterator[tuple[Path, int, int, str]]:
    """Every place in the order of the files: where a version begins and ends, and the version."""
    for path in files(top):
        patterns = PLACES.get(path.name) or PLACES.get(path.suffix, [])
        if not patterns or path.name == CHANGELOG:
            continue
        text = path.read_text(encoding="utf-8")
        spans = {match.span("version") for each in patterns for match in each.finditer(text)}
        for start, end in sorted(spans):
            if text[start:end] != "0.0.0":
                yield path, start, end, text[start:end]


def files(top: Path) -> list[Path]:
    """All of the repository's, but what Git ignores and the tests' own numbers."""
    command = [
        "git",
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "--",
        ":!tests/*.py",
    ]
    listed = subprocess.run(command, cwd=top, check=True, capture_output=True, text=True).stdout
    return [top / name for name in listed.splitlines() if (top / name).is_file()]


def current(top: Path) -> str:
    found = SOURCE.search((top / "Cargo.toml").read_text(encoding="utf-8"))
    if not found:
        raise SystemExit("Cargo.toml has no version in [workspace.package]")
    return found["version"]


def order(version: str) -> tuple:
    """One that is to come is before the version itself."""
    match = GIVEN.fullmatch(version)
    if not match:
        raise SystemExit(f"Cargo.toml has {version!r}, which is no version")
    *numbers, stage, count = match.groups()
    return (*map(int, numbers), stage is None, stage or "", int(count or 0))


def place(top: Path, path: Path, start: int) -> str:
    line = path.read_text(encoding="utf-8", errors="ignore").count("\n", 0, start) + 1
    return f"{path.relative_to(top)}:{line}"


if __name__ == "__main__":
    sys.exit(main())
