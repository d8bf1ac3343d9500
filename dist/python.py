"""`python.py [TRIPLE…]`: the source distribution and the wheels, into target/dist/python.

All wheels of the platforms that this machine can build, or of the named ones alone. Each is looked
at as it is made: what its library needs and names, its size, its metadata."""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import native
import tomllib

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve()
OUT = TARGET / "dist/python"
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
    rows = {row["triple"]: row for row in targets() if "python" in row["builds"]}
    here = [triple for triple, row in rows.items() if row["here"] == "zig"]
    wanted = [host() if name == "host" else name for name in options.triples] or here
    if not rows.keys() >= set(wanted):
        parser.error(f"dist/targets.toml has no wheels for all of {wanted}")
    install_tools()
    OUT.mkdir(parents=True, exist_ok=True)
    if not options.triples:
        tell(source())
    for triple in [] if options.source else wanted:
        for kind in options.kind or kinds(rows[triple]):
            tell(build(rows[triple], kind))
    return 0


def targets() -> list[dict[str, object]]:
    rows = tomllib.loads((ROOT / "dist/targets.toml").read_text("utf-8"))["target"]
    return list(rows)


def host() -> str:
    [line] = [line for line in run(["rustc", "-vV"]).splitlines() if line.startswith("host: ")]
    return line.removeprefix("host: ")


def kinds(row: dict[str, object]) -> list[str]:
    # There is no PyPy for musl.
    return [kind for kind in KINDS if kind != "pp311" or "musl" not in str(row["triple"])]


def source() -> Path:
    made = maturin("sdist", [])
    run([tool("twine"), "check", "--strict", made])
    return made


def build(row: dict[str, object], kind: str) -> Path:
    triple, tag = str(row["triple"]), str(row["wheel"])
    compatibility = tag.rsplit("_", 2 if tag.endswith("x86_64") else 1)[0]
    platform = [] if tag.startswith("macosx") else ["--compatibility", compatibility]
    made = maturin(
        "build",
        ["--release", "--target", triple, *platform, *KINDS[kind]],
        ["sh", ROOT / "dist/toolchain.sh", triple],
    )
    complete(made, triple, kind)
    look(made, tag, kind)
    return made


def maturin(command: str, options: list[object], before: list[object] | None = None) -> Path:
    part = OUT / "part"
    run(["rm", "-rf", part])
    manifest = ROOT / "bindings-python/Cargo.toml"
    locked = ["--locked"] if command == "build" else []
    run([*(before or []), tool("maturin"), command, *locked, "-m", manifest, "-o", part, *options])
    [made] = part.iterdir()
    kept = made.replace(OUT / made.name)
    part.rmdir()
    return kept


def complete(made: Path, triple: str, kind: str) -> None:
    """The licences and the bill of materials of what is linked."""
    linked = TARGET / f"dist/linked/{triple}-{kind}"
    licenses, sbom = linked / "THIRD-PARTY-LICENSES", linked / "avatar-errors.cdx.json"
    purl = f"pkg:pypi/avatar-errors@{made.name.split('-')[1]}"
    features = ["--features", KINDS[kind][-1]] if "--features" in KINDS[kind] else []
    components = [sys.executable, ROOT / "dist/components.py", "avatar-errors-python", triple]
    run([*components, *features, "--purl", purl, "--licenses", licenses, "--sbom", sbom])
    run([tool("python"), ROOT / "dist/wheel_files.py", made, licenses, sbom])


def look(made: Path, tag: str, kind: str) -> None:
    complaints = faults(made)
    if not made.name.removesuffix(".whl").endswith(tag):
        complaints.append(f"is for another platform than {tag}")
    if made.stat().st_size > LIMIT:
        complaints.append(f"{made.stat().st_size:,} bytes, more than {LIMIT:,}")
    if complaints:
        made.unlink()
        raise SystemExit(f"{made.name}: " + "; ".join(complaints))
    run([tool("twine"), "check", "--strict", made])
    if kind == "abi3":
        run([tool("abi3audit"), "--strict", made])
    if tag.startswith("manylinux"):
        shown = run([tool("auditwheel"), "show", made])
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
    run([sys.executable, "-m", "venv", "--clear", TOOLS])
    run([tool("pip"), "install", "-q", "-r", ROOT / "dist/python-tools.txt"])
    stamp.write_text(wanted, "utf-8")


def tool(name: str) -> Path:
    return TOOLS / ("Scripts" if os.name == "nt" else "bin") / name


def run(command: list[object]) -> str:
    """What it prints; all of it is shown where it fails."""
    # A wheel's times are those of the commit, so that it is the same each time.
    epoch = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, check=False
    ).stdout.decode()
    environment = os.environ | {"SOURCE_DATE_EPOCH": epoch.strip() or "315532800"}
    done = subprocess.run(
        [str(word) for word in command],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    printed = done.stdout.decode(errors="replace")
    if done.returncode:
        raise SystemExit(f"{printed}\n{Path(str(command[0])).name} failed: {done.returncode}")
    return printed


def tell(made: Path) -> None:
    print(f"{made.name:<75} {made.stat().st_size:>9,}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
