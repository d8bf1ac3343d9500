"""`python.py [TRIPLE…]`: the source distribution and the wheels, into target/dist/python.

All wheels of the platforms that this machine can build, or of the named ones alone. Each is looked
at as it is made: what its library needs and names, its size, its metadata."""

import argparse
import os
import re
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

import native
import wheel_files
from native import ROOT, TARGET

OUT = TARGET / "dist/python"
# What is being made, beside what is served.
PART = TARGET / "dist/python-part"
TOOLS = TARGET / "toolchain/python"
LIMIT = 600_000
# The interpreters with an ABI of their own beside that of all ordinary CPythons.
KINDS = {
    "abi3": [],
    "cp314t": ["-i", "python3.14t"],
    "abi3t": ["-i", "python3.15t", "--features", "pyo3/abi3t-py315"],
    "pp311": ["-i", "pypy3.11"],
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("triples", nargs="*", metavar="TRIPLE", help="or host")
    parser.add_argument("--source", action="store_true", help="only the source distribution")
    parser.add_argument("--kind", action="append", choices=KINDS, help="only these wheels")
    options = parser.parse_args()
    install_tools()
    if not (options.triples or options.source or options.kind):
        # What an older version left would be installed, too.
        shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True, exist_ok=True)
    triples = [native.host() if name == "host" else name for name in options.triples]
    if not triples:
        native.tell(source())
    for row in [] if options.source else native.wanted("python", triples):
        for kind in options.kind or kinds(row):
            native.tell(build(row, kind))
    return 0


def kinds(row: dict[str, object]) -> list[str]:
    # There is no PyPy for musl.
    return [kind for kind in KINDS if kind != "pp311" or "musl" not in str(row["triple"])]


def source() -> Path:
    made = maturin("sdist")
    native.run(tool("twine"), "check", "--strict", made)
    return kept(made)


def build(row: dict[str, object], kind: str) -> Path:
    triple, tag = str(row["triple"]), str(row["wheel"])
    compatibility = tag.rsplit("_", 2 if tag.endswith("x86_64") else 1)[0]
    platform = [] if tag.startswith("macosx") else ["--compatibility", compatibility]
    options = ["--locked", "--release", "--target", triple, *platform, *KINDS[kind]]
    made = maturin("build", options, triple)
    complete(made, triple, kind)
    look(made, tag, kind)
    return kept(made)


def maturin(command: str, options: list[str] | None = None, triple: str | None = None) -> Path:
    shutil.rmtree(PART, ignore_errors=True)
    manifest = ROOT / "bindings-python/Cargo.toml"
    words = [tool("maturin"), command, "-m", manifest, "-o", PART, *(options or [])]
    # A wheel's times are those of the commit, so that it is the same each time.
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or native.run("git", "log", "-1", "--format=%ct")
    if triple:
        native.cross(triple, *words, SOURCE_DATE_EPOCH=epoch.strip())
    else:
        native.run(*words, SOURCE_DATE_EPOCH=epoch.strip())
    [made] = PART.iterdir()
    return made


def kept(made: Path) -> Path:
    """Where nothing was found wrong."""
    return made.replace(OUT / made.name)


def complete(made: Path, triple: str, kind: str) -> None:
    """The licences and the bill of materials of what is linked."""
    linked = TARGET / f"dist/linked/{triple}-{kind}"
    licenses, sbom = linked / "THIRD-PARTY-LICENSES", linked / "avatar-errors.cdx.json"
    purl = f"pkg:pypi/avatar-errors@{made.name.split('-')[1]}"
    features = ["--features", KINDS[kind][-1]] if "--features" in KINDS[kind] else []
    components = [sys.executable, ROOT / "dist/components.py", "avatar-errors-python", triple]
    native.run(*components, *features, "--purl", purl, "--licenses", licenses, "--sbom", sbom)
    wheel_files.put(made, licenses, sbom)


def look(made: Path, tag: str, kind: str) -> None:
    """Ends the program where something is wrong, and leaves no wheel."""
    try:
        judge(made, tag, kind)
    except SystemExit:
        made.unlink()
        raise


def judge(made: Path, tag: str, kind: str) -> None:
    complaints = faults(made)
    if not made.name.removesuffix(".whl").endswith(tag):
        complaints.append(f"is for another platform than {tag}")
    if made.stat().st_size > LIMIT:
        complaints.append(f"{made.stat().st_size:,} bytes, more than {LIMIT:,}")
    if complaints:
        raise SystemExit(f"{made.name}: " + "; ".join(complaints))
    native.run(tool("twine"), "check", "--strict", made)
    if kind == "abi3":
        native.run(tool("abi3audit"), "--strict", made)
    if tag.startswith("manylinux"):
        shown = native.run(tool("auditwheel"), "show", made)
        if f'"{tag}"' not in shown:
            raise SystemExit(f"{made.name}: auditwheel says otherwise\n{shown}")


def faults(made: Path) -> list[str]:
    """Of the wheel's library."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(made) as archive:
        names = [name for name in archive.namelist() if re.search(r"\.(so|pyd)$", name)]
        if len(names) != 1:
            return [f"has the libraries {names}, and should have one"]
        return native.faults(Path(archive.extract(names[0], folder)))


def install_tools() -> None:
    wanted = (ROOT / "dist/python-tools.txt").read_text("utf-8")
    stamp = TOOLS / "wanted.txt"
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return
    native.run(sys.executable, "-m", "venv", "--clear", TOOLS)
    native.run(tool("pip"), "install", "-q", "-r", ROOT / "dist/python-tools.txt")
    stamp.write_text(wanted, "utf-8")


def tool(name: str) -> Path:
    return TOOLS / ("Scripts" if os.name == "nt" else "bin") / name


if __name__ == "__main__":
    sys.exit(main())
