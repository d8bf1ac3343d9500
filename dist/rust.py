"""`rust.py [TRIPLE…]`: the command line for these platforms, into target/dist/rust.

Without a triple for all that this machine can build, and the crates are packed and tried; where
BUILT is set the crates alone."""

import gzip
import io
import os
import shutil
import sys
import tarfile
from pathlib import Path

import native
import version
from native import run, tell

ROOT = native.ROOT
OUT = native.TARGET / "dist" / "rust"
CRATES = ("avatar-errors-core", "avatar-errors", "avatar-errors-cli")


def main() -> int:
    OUT.mkdir(parents=True, exist_ok=True)
    given = sys.argv[1:]
    if not given:
        crates()
    if given or not os.environ.get("BUILT"):
        for row in native.wanted("cli", given):
            tell(packed(row["triple"], program(row["triple"])))
    return 0


def crates() -> None:
    run("cargo", "package", "-q", "--locked", *(f"-p{name}" for name in CRATES))
    for name in CRATES:
        crate = native.TARGET / "package" / f"{name}-{version.current(ROOT)}.crate"
        tell(Path(shutil.copy(crate, OUT)))


def program(triple: str) -> Path:
    build = ("cargo", "build", "-q", "--locked", "--release", "-p", "avatar-errors-cli")
    native.cross(triple, *build, STATIC="yes")
    return native.built(triple, "avatar-errors", "avatar-errors.exe")


def packed(triple: str, built: Path) -> Path:
    """The same bytes for the same program, whenever it is packed."""
    top = f"avatar-errors-{version.current(ROOT)}-{triple}"
    folder = native.TARGET / "dist" / "linked" / f"{triple}-cli"
    licenses, sbom = folder / "THIRD-PARTY-LICENSES", folder / "bom.cdx.json"
    components = (sys.executable, ROOT / "dist" / "components.py", "avatar-errors-cli", triple)
    run(*components, "--licenses", licenses, "--sbom", sbom)
    archive = OUT / f"{top}.tar.gz"
    with (
        archive.open("wb") as file,
        gzip.GzipFile("", "wb", 9, file, mtime=0) as zipped,
        tarfile.open(fileobj=zipped, mode="w", format=tarfile.USTAR_FORMAT) as tar,
    ):
        for path in (built, ROOT / "LICENSE", licenses, sbom):
            content = path.read_bytes()
            entry = tarfile.TarInfo(f"{top}/{path.name}")
            entry.size = len(content)
            entry.mode = 0o755 if path == built else 0o644
            tar.addfile(entry, io.BytesIO(content))
    return archive


if __name__ == "__main__":
    sys.exit(main())
