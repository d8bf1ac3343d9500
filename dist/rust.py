"""`rust.py [TRIPLE…]`: the command line for these platforms, into target/dist/rust.

Without a triple for all that this machine can build, and the crates are packed and tried; where
BUILT is set the crates alone."""

import gzip
import io
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import native
import tomllib
import version

ROOT = native.ROOT
OUT = native.TARGET / "dist" / "rust"
CRATES = ("avatar-errors-core", "avatar-errors", "avatar-errors-cli")


def main() -> int:
    os.environ["CARGO_TARGET_DIR"] = str(native.TARGET)
    listed = tomllib.loads((ROOT / "dist" / "targets.toml").read_text(encoding="utf-8"))["target"]
    rows = {row["triple"]: row for row in listed if "cli" in row["builds"]}
    here = [triple for triple, row in rows.items() if row["here"] != "elsewhere"]
    given = sys.argv[1:]
    if not given:
        crates()
    for triple in given or ([] if os.environ.get("BUILT") else here):
        if triple not in rows:
            raise SystemExit(f"dist/targets.toml has no command line for {triple}")
        tell(packed(triple, program(triple)))
    return 0


def crates() -> None:
    run("cargo", "package", "-q", "--locked", *(f"-p{name}" for name in CRATES))
    for name in CRATES:
        tell(native.TARGET / "package" / f"{name}-{version.current(ROOT)}.crate")


def program(triple: str) -> Path:
    build = ("cargo", "build", "-q", "--locked", "--release", "-p", "avatar-errors-cli")
    run(ROOT / "dist" / "toolchain.sh", triple, *build, STATIC="yes")
    name = "avatar-errors.exe" if "windows" in triple else "avatar-errors"
    built = native.TARGET / triple / "release" / name
    native.check(built)
    return built


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
        for path in (built, ROOT / "LICENSE", ROOT / "cli" / "README.md", licenses, sbom):
            if path.exists():
                content = path.read_bytes()
                entry = tarfile.TarInfo(f"{top}/{path.name}")
                entry.size = len(content)
                entry.mode = 0o755 if path == built else 0o644
                tar.addfile(entry, io.BytesIO(content))
    return archive


def tell(path: Path) -> None:
    print(f"{path.name}, {path.stat().st_size:,} bytes", flush=True)


def run(*command: str | Path, **more: str) -> None:
    done = subprocess.run(command, cwd=ROOT, env=os.environ | more, check=False)
    if done.returncode:
        raise SystemExit(f"failed: {' '.join(map(str, command))}")


if __name__ == "__main__":
    sys.exit(main())
