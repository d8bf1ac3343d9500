"""The program of the command line: `program.py TRIPLE` builds it and prints where it is."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import native

NAME = "avatar-errors"


def platform(triple: str) -> str:
    """For Linux it needs no library at all, so that one program runs on every system."""
    return triple.replace("-linux-gnu", "-linux-musl")


def place(triple: str) -> Path:
    name = f"{NAME}.exe" if "-windows-" in triple else NAME
    return native.TARGET / "dist" / "programs" / platform(triple) / name


def build(triple: str) -> Path:
    triple = platform(triple)
    cargo = ["cargo", "build", "-q", "--locked", "--release", "-p", "avatar-errors-cli"]
    subprocess.run(
        [native.ROOT / "dist" / "toolchain.sh", triple, *cargo, "--target", triple],
        check=True,
        env=os.environ | {"CARGO_TARGET_DIR": str(native.TARGET), "STATIC": "yes"},
        cwd=native.ROOT,
    )
    program = place(triple)
    program.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(native.TARGET / triple / "release" / program.name, program)
    native.check(program)
    return program


if __name__ == "__main__":
    print(build(sys.argv[1]))
