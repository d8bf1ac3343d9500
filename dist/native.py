"""What is built natively for each platform of dist/targets.toml, and what is wrong with a file that
was built: `native.py FILE…` tells."""

import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import tomllib

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve()
CARGO = Path(os.environ.get("CARGO_HOME", Path.home() / ".cargo"))
LIMIT = 1_200_000
# Homes and scratch folders, of this machine and of those that build a release.
FOLDERS = re.compile(rb"(?:/(?:home|root|Users|tmp)/|[A-Z]:\\(?:Users|a)\\)[\w.@+/\\-]+")


def targets(package: str) -> dict[str, dict]:
    """The platforms for which something of this package is built, by Rust's name."""
    return {triple: row for triple, row in listed().items() if package in row["builds"]}


def listed() -> dict[str, dict]:
    rows = tomllib.loads((ROOT / "dist" / "targets.toml").read_text(encoding="utf-8"))["target"]
    return {row["triple"]: row for row in rows}


def wanted(package: str, given: list[str]) -> list[dict]:
    """The rows that are given, or those that this machine can build."""
    if unknown := set(given) - listed().keys():
        sys.exit(f"dist/targets.toml has no {' '.join(sorted(unknown))}")
    rows = targets(package)
    for triple in given:
        if triple not in rows:
            print(f"{triple}: nothing for {package}")
    if given:
        return [rows[triple] for triple in given if triple in rows]
    if sys.platform != "linux":
        return [rows[host()]]
    return [row for row in rows.values() if row["here"] == "zig"]


def host() -> str:
    [line] = [line for line in run("rustc", "-vV").splitlines() if line.startswith("host: ")]
    return line.removeprefix("host: ")


def cross(triple: str, *command: str | Path, **environment: str) -> None:
    """A command for another platform."""
    # Windows starts no script by itself.
    run("sh", ROOT / "dist" / "toolchain.sh", triple, *command, **environment)


def built(triple: str, *names: str) -> Path:
    """The one of these files that cargo has built, looked at."""
    folder = TARGET / triple / "release"
    [file] = [file for name in names if (file := folder / name).exists()]
    check(file)
    return file


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> str:
    """What it prints; all of it is shown where it fails."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | {"CARGO_TARGET_DIR": str(TARGET)} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    printed = done.stdout.decode(errors="replace")
    if done.returncode:
        sys.exit(f"{printed}\nfailed: {' '.join(map(str, command))}")
    return printed


def tell(path: Path, more: str = "") -> None:
    print(f"{path.name}, {path.stat().st_size:,} bytes{more}", flush=True)


def faults(file: Path) -> list[str]:
    """What is wrong with it."""
    content = file.read_bytes()
    found = []
    if len(content) >= LIMIT:
        found.append(f"{len(content):,} bytes, more than {LIMIT:,}")
    named = {path.decode() for path in FOLDERS.findall(content)}
    named |= {str(path) for path in (ROOT, TARGET, CARGO) if str(path).encode() in content}
    if named:
        found.append(f"names folders of the machine: {' '.join(sorted(named)[:5])}")
    if not stripped(content):
        found.append("has symbols that nothing needs: not stripped")
    return found


def stripped(content: bytes) -> bool:
    """Whether an ELF file has no table of symbols but the loader's; others are not looked into."""
    if content[:5] != b"\x7fELF\x02":
        return True
    (offset,) = struct.unpack_from("<Q", content, 40)
    size, count = struct.unpack_from("<HH", content, 58)
    kinds = [struct.unpack_from("<I", content, offset + at * size + 4)[0] for at in range(count)]
    return 2 not in kinds  # SHT_SYMTAB


def check(file: Path) -> None:
    """Ends the program where something is wrong."""
    found = faults(file)
    if found:
        sys.exit(f"{file}: {'; '.join(found)}")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        check(Path(name))
