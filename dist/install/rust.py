"""Depends on the crates that `cargo package` packed, as a stranger's program would, and on nothing
of this repository: the README's failure, and its line on the command line."""

import os
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve()
PACKED = TARGET / "package"
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
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    manifest = (ROOT / "Cargo.toml").read_text(encoding="utf-8")
    [version] = re.findall(r'^\[workspace\.package\]\nversion = "(.*)"', manifest, re.MULTILINE)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for crate in CRATES:
            unpack(PACKED / f"{crate}-{version}.crate", folder)
        patches = "".join(
            f'{crate} = {{ path = "../{crate}-{version}" }}\n' for crate in CRATES[:2]
        )
        program = folder / "stranger"
        (program / "src").mkdir(parents=True)
        text = MANIFEST.format(version=version) + patches
        (program / "Cargo.toml").write_text(text, encoding="utf-8")
        body = "fn main() {\n" + block(readme, "rust") + "}\n"
        (program / "src" / "main.rs").write_text(body, encoding="utf-8")
        same("the README's failure", run(program, "run"), block(readme, "text"))

        given, wanted = LINE.search(readme).groups()
        command_line = folder / f"avatar-errors-cli-{version}"
        core = folder / f"avatar-errors-core-{version}"
        patched = ("--config", f'patch.crates-io.avatar-errors-core.path="{core.as_posix()}"')
        answer = run(command_line, "run", *patched, "--", "classify", given=given + "\n")
        same("the command line", answer, wanted)
    print(f"installed: {len(CRATES)} crates of {version}: 2 passed, 0 failed")
    return 0


def unpack(crate: Path, folder: Path) -> None:
    if not crate.exists():
        sys.exit(f"{crate} is missing: make dist-rust")
    with tarfile.open(crate) as archive:
        archive.extractall(folder, filter="data")


def block(page: str, language: str) -> str:
    [text] = re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)[:1]
    return text


def run(folder: Path, command: str, *options: str, given: str = "") -> str:
    done = subprocess.run(
        ["cargo", command, "-q", *options],
        cwd=folder,
        input=given,
        env=os.environ | {"CARGO_TARGET_DIR": str(TARGET / "install" / "rust")},
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        sys.exit(f"cargo {command} in {folder.name}\n{done.stdout}{done.stderr}")
    return done.stdout


def same(what: str, found: str, wanted: str) -> None:
    if found != wanted:
        sys.exit(f"{what} gave {found!r}, not {wanted!r}")
    print(f"{what}: as it says", flush=True)


if __name__ == "__main__":
    sys.exit(main())
