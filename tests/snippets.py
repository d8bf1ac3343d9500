"""The examples in README.md and docs/: run here, or found in what other tests run."""

import os
import subprocess
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import backends
import markdown
from markdown import ROOT

README = ROOT / "README.md"
PAGES = (README, *sorted((ROOT / "docs").glob("*.md")))
REFUSED = "transport.session_token.refused\n"

# Rust's documentation tests take whole pages. What is in another language must stand in one of
# these, line by line: there it is run.
RUST = "bindings-rust/src/lib.rs"
SOURCES = {
    "rust": "docs/handling.md",
    "python": "examples/python/*.py",
    "js": "examples/node/*.mjs",
    "kotlin": "bindings-kotlin/src/test/kotlin/avatar/errors/*ReadmeTest.kt",
    "swift": "bindings-swift/Tests/AvatarErrorsTests/*ReadmeTests.swift",
    "go": "bindings-go/tests/*_test.go",
}

PYTHON = """
import socket
from avatar_errors import AvatarError
try:
    try:
        socket.create_connection(("127.0.0.1", {port}))
    except OSError as exc:
        {line}
except AvatarError as error:
    print(error.rule)
"""
NODE = """
import net from 'node:net';
import {{ AvatarError }} from 'avatar-errors';
net.connect({port}, '127.0.0.1').on('error', (error) => {{
  try {{
    {line}
  }} catch (error) {{
    console.log(error.rule);
  }}
}});
"""

Result = tuple[str, list[str]]


def results(options: Namespace) -> Iterator[Result]:
    """What is checked, with what is not as the pages say."""
    python, node = [options.python, "-c"], [options.node, "--input-type=module", "-e"]
    printed = markdown.block(README, "text")
    lines = adapters()
    with backends.unused_port() as port:
        for name, command, language, program in (
            ("Python", python, "python", PYTHON),
            ("Node", node, "js", NODE),
        ):
            said = run([*command, markdown.block(README, language)])
            yield f"{name} example", differs(said, printed)
            said = run([*command, program.format(port=port, line=lines[name])])
            yield f"{name} adapter", differs(said, REFUSED)
    line, _, answer = markdown.block(README, "console", "avatar-errors ").partition("\n")
    said = run(["sh", "-c", line.removeprefix("$ ")], options.cli.parent)
    yield "command line example", differs(said, answer)
    for name in ("Rust", "Kotlin", "Swift", "Go"):
        yield f"{name} adapter", absent(lines[name], SOURCES[name.lower()])
    yield from elsewhere()


def adapters() -> dict[str, str]:
    """The README's one line for each language."""
    table = markdown.read(README).partition("| in the handler |")[2]
    rows = [
        row.replace("\\|", "\0").split("|") for row in table.splitlines() if row.startswith("|")
    ]
    return {row[1].strip(): row[2].strip(" `").replace("\0", "|") for row in rows}


def elsewhere() -> Iterator[Result]:
    included = markdown.read(ROOT / RUST)
    for page in PAGES:
        for language, example in markdown.blocks(markdown.read(page)):
            name = f"{language} example in {page.name}"
            if language == "rust":
                told = f'include_str!("../../{page.relative_to(ROOT)}")' in included
                yield name, [] if told else [f"{RUST} does not include it"]
            elif language in SOURCES and not (page == README and language in ("python", "js")):
                yield name, absent(example, SOURCES[language])


def absent(example: str, pattern: str) -> list[str]:
    sources = [" ".join(markdown.read(path).split()) for path in ROOT.glob(pattern)]
    found = any(" ".join(example.split()) in source for source in sources)
    return [] if found else [f"not in {pattern}: {example}"]


def run(command: list, programs: Path = ROOT) -> str:
    """All that it prints. Node finds the package by its name from its own folder."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=ROOT / "bindings-node",
        env=os.environ | {"PATH": f"{programs.resolve()}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout + done.stderr


def differs(said: str, expected: str) -> list[str]:
    return [] if said == expected else [f"expected {expected}", f"it said {said}"]
