"""Depends on the crates that `cargo package` packed, as a stranger's program would, and on nothing
of this repository: the README's failure, and its line on the command line."""

import os
import re
import sys
import tarfile
import tempfile
from pathlib import Path

from stranger import README, ROOT, example, run

# isort: split
import version

TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve()
PACKED = TARGET / "dist" / "rust"
CRATES = ("avatar-errors-core", "avatar-errors", "avatar-errors-cli")
MANIFEST = """[package]
name = "stranger"
edition = "2024"

[dependencies]
avatar-errors = "{version}"

[patch.crates-io]
"""
LINE = re.compile(r"^\$ echo '(.*)' \| avatar-errors classify\n(.*\n)", re.MULTILINE)


def main() -> int:
    number = version.current(ROOT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for crate in CRATES:
            unpack(PACKED / f"{crate}-{number}.crate", folder)
        patches = "".join(f'{crate} = {{ path = "../{crate}-{number}" }}\n' for crate in CRATES[:2])
        program = folder / "stranger"
        (program / "src").mkdir(parents=True)
        text = MANIFEST.format(version=number) + patches
        (program / "Cargo.toml").write_text(text, encoding="utf-8")
        body = "fn main() {\n" + example("rust") + "}\n"
        (program / "src" / "main.rs").write_text(body, encoding="utf-8")
        same("the README's failure", cargo(program), example("text"))

        given, wanted = LINE.search(README).groups()
        command_line = folder / f"avatar-errors-cli-{number}"
        core = folder / f"avatar-errors-core-{number}"
        patched = ("--config", f'patch.crates-io.avatar-errors-core.path="{core.as_posix()}"')
        answer = cargo(command_line, *patched, "--", "classify", given=given + "\n")
        same("the command line", answer, wanted)
    print(f"installed: {len(CRATES)} crates of {number}: 2 passed, 0 failed")
    return 0


def unpack(crate: Path, folder: Path) -> None:
    if not crate.exists():
        sys.exit(f"{crate} is missing: make dist-rust")
    with tarfile.open(crate) as archive:
        archive.extractall(folder, filter="data")


def cargo(folder: Path, *options: str, given: str = "") -> str:
    environment = os.environ | {"CARGO_TARGET_DIR": str(TARGET / "install" / "rust")}
    return run("cargo", "run", "-q", *options, cwd=folder, given=given, environment=environment)


def same(what: str, found: str, wanted: str) -> None:
    if found != wanted:
        sys.exit(f"{what} gave {found!r}, not {wanted!r}")
    print(f"{what}: as it says", flush=True)


if __name__ == "__main__":
    sys.exit(main())
