"""The libraries of the wheels for musl, with musl's own loader: no Python for musl is to be had
here, so what it must not miss is everything but Python's own names."""

import re
import subprocess
import tempfile
import zipfile
from pathlib import Path

MISSING = re.compile(r": (\w+): symbol not found$", re.MULTILINE)


def check(roots: Path, wheels: Path) -> None:
    for machine, system, emulator in (
        ("x86_64", roots / "amd64", []),
        ("aarch64", roots / "arm64", [roots / "usr/bin/qemu-aarch64"]),
    ):
        found = sorted(wheels.glob(f"*musllinux*_{machine}.whl"))
        if not found:
            raise SystemExit(f"no wheel for musl on {machine}")
        for wheel in found:
            names = missing([*emulator, system / f"lib/ld-musl-{machine}.so.1"], wheel)
            foreign = [name for name in names if not re.match("_?Py", name)]
            if foreign or not names:
                raise SystemExit(
                    f"{wheel.name}: musl's loader misses {foreign or 'nothing: it did not look'}"
                )
            print(f"{wheel.name}: musl's loader misses nothing but {len(names)} names of Python's")


def missing(loader: list[Path], wheel: Path) -> list[str]:
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(wheel) as archive:
        [name] = [name for name in archive.namelist() if name.endswith(".so")]
        library = archive.extract(name, folder)
        looked = subprocess.run([*loader, "--list", library], capture_output=True, check=False)
    return sorted(set(MISSING.findall((looked.stdout + looked.stderr).decode())))
