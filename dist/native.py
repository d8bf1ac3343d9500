"""`native.py FILE…`: that a native library or program may be shipped.

It is small enough, stripped, and names no folder of the machine that built it. What is in a wheel,
a jar or another archive is looked at there."""

import os
import re
import struct
import sys
import zipfile
from pathlib import Path

LIMIT = 1_200_000
NATIVE = re.compile(r"\.(so|dylib|dll|pyd|node)$")
HOMES = (rb"/root/", rb"/home/", rb"/Users/", rb"[A-Z]:\\Users\\", rb"/tmp/", rb"/work/")
SYMBOLS = 2  # ELF's SHT_SYMTAB


def main(files: list[str]) -> int:
    complaints = [f"{file}: {each}" for file in files for each in look(Path(file))]
    print(*complaints, sep="\n", end="\n" if complaints else "")
    return 1 if complaints else 0


def look(file: Path) -> list[str]:
    """What is wrong with a file, or with the native ones in it."""
    if not zipfile.is_zipfile(file):
        return wrong(file.read_bytes())
    with zipfile.ZipFile(file) as archive:
        names = [name for name in archive.namelist() if NATIVE.search(name)]
        found = [f"{name}: {each}" for name in names for each in wrong(archive.read(name))]
    return found if names else ["has no native library"]


def wrong(native: bytes) -> list[str]:
    found = []
    if len(native) > LIMIT:
        found.append(f"{len(native):,} bytes, more than {LIMIT:,}")
    if has_symbols(native):
        found.append("not stripped")
    root = re.escape(str(Path(__file__).resolve().parent.parent).encode())
    home = re.escape(os.path.expanduser("~").encode() + b"/")
    named = re.search(rb"[\x20-\x7e]*(?:" + b"|".join((root, home, *HOMES)) + rb")[\x20-\x7e]*", native)
    if named:
        found.append(f"names a folder of its build: {named[0].decode()[:200]}")
    return found


def has_symbols(native: bytes) -> bool:
    """Whether an ELF file has the table of symbols that `strip` removes."""
    if native[:6] != b"\x7fELF\x02\x01":
        return False
    (start,) = struct.unpack_from("<Q", native, 0x28)
    size, count = struct.unpack_from("<HH", native, 0x3A)
    kinds = (struct.unpack_from("<I", native, start + size * each + 4)[0] for each in range(count))
    return SYMBOLS in kinds


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
