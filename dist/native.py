"""Checks a native library or program before it goes into a package: `native.py FILE…`."""

import os
import re
import struct
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve()
CARGO = Path(os.environ.get("CARGO_HOME", Path.home() / ".cargo"))
LIMIT = 1_200_000
# Homes and scratch folders, of this machine and of those that build a release.
FOLDERS = re.compile(rb"(?:/(?:home|root|Users|tmp)/|[A-Z]:\\(?:Users|a)\\)[\w.@+/\\-]+")


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
