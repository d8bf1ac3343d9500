"""Checks the README against what it speaks of: runs its examples and compares its tables with the
frozen catalogue and the last run of the demo. With `--write` it writes the tables."""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

import backends
import matrix
from runs import service

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
TABLE = r"(<!-- {0}:[^\n]*-->\n).*?(<!-- /{0} -->)"

# Tests of these languages run the example; here it is compared with theirs.
COMPILED = {
    "kotlin": "bindings-kotlin/src/test/kotlin/avatar/errors/ReadmeTest.kt",
    "swift": "bindings-swift/Tests/AvatarErrorsTests/ReadmeTests.swift",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the tables")
    parser.add_argument("--cli", default=ROOT / "target" / "release" / "avatar-errors")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--node", default="node")
    parser.add_argument(
        "--service", type=Path, default=ROOT / "target" / "debug" / "avatar-errors-service"
    )
    parser.add_argument("--demo", type=Path, default=ROOT / "target" / "demo.json")
    options = parser.parse_args()
    readme = README.read_text(encoding="utf-8")
    tables = {"codes": code_table()}
    demo = json.loads(options.demo.read_text(encoding="utf-8"))
    if demo["without"]:
        print(f"README: clients: not compared, without {', '.join(demo['without'])}")
    else:
        tables["clients"] = matrix.table(demo)
    if options.write:
        for name, table in tables.items():
            readme = replaced(readme, name, table)
        README.write_text(readme, encoding="utf-8")
        return 0
    results = {
        f"table of {name}": replaced(readme, name, table) == readme
        for name, table in tables.items()
    }
    results["last run of the demo"] = not demo["failed"]
    printed = block(readme, "text")
    python = [options.python, "-c", block(readme, "python")]
    node = [options.node, "--input-type=module", "-e", block(readme, "js")]
    # The package is found by its name from its own folder, as from a project that depends on it.
    results["Python example"] = run(python, ROOT) == printed
    results["Node example"] = run(node, ROOT / "bindings-node") == printed
    failure = re.search(r"'(.*)\\n'", block(readme, "sh"))
    assert failure is not None
    classified = run([options.cli, "classify"], ROOT, failure.group(1))
    results["command line example"] = classified == block(readme, "json")
    for language, source in COMPILED.items():
        text = " ".join((ROOT / source).read_text(encoding="utf-8").split())
        results[f"{language} example"] = " ".join(block(readme, language).split()) in text
    with service(options.service) as addresses:
        plain = json.loads(addresses)["plain"]
        for language, start, program in (
            ("python", backends.python_backend, options.python),
            ("js", backends.node_backend, options.node),
        ):
            problems = backends.check(start, block(readme, f"{language} backend"), program, plain)
            results[f"{language} backend"] = not problems
            print(*problems, sep="\n", end="\n" if problems else "")
    for name, passed in results.items():
        print(f"README: {name}: {'as it says' if passed else 'NOT as it says'}")
    failed = sum(not passed for passed in results.values())
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


def replaced(readme: str, name: str, table: str) -> str:
    found = re.compile(TABLE.format(name), re.DOTALL)
    if not found.search(readme):
        sys.exit(f"README.md has no table of {name}")
    return found.sub(lambda match: match[1] + table + match[2], readme)


def code_table() -> str:
    catalog = json.loads((ROOT / "tests" / "catalog.json").read_text(encoding="utf-8"))
    lines = ["| code | meaning | recovery | what to do |", "|---|---|---|---|"]
    for code in catalog["codes"]:
        marks = ("" if code["documented"] else " (extension)") + (
            ", alert" if code["alert"] else ""
        )
        recovery = f"`{code['recovery']}`"
        for exception in code["exceptions"]:
            recovery += f"; `{exception['recovery']}` for {exception['condition']}"
        lines.append(
            f"| `{code['code']}`{marks} | {code['meaning']} | {recovery} | {code['action']} |"
        )
    return "\n".join(lines) + "\n"


def block(readme: str, language: str) -> str:
    """The README's one example in that language."""
    found = re.findall(rf"```{language}\n(.*?)```", readme, re.DOTALL)
    if len(found) != 1:
        sys.exit(f"README.md has {len(found)} examples in {language}, expected one")
    return found[0]


def run(command: list, folder: Path, text: str = "") -> str:
    command = [str(word) for word in command]
    done = subprocess.run(
        command,
        cwd=folder,
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        print(done.stderr, file=sys.stderr)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
