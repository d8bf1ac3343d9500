"""The npm packages, in target/dist/node: one without native code and one for each platform.

    node.py                    builds what this machine can build, and packs it
    node.py build [TRIPLE…]    builds the native libraries alone
    node.py pack [--all]       packs those that are there; with --all each platform's must be
    node.py own                packs what `make node` built, into target/dist/node-own, for a test

What is built elsewhere is put into target/dist/node/native before packing."""

import argparse
import json
import shutil
import sys
from pathlib import Path

import native
from native import run, tell

ROOT = native.ROOT
SOURCES = ROOT / "bindings-node"
DIST = native.TARGET / "dist" / "node"
NATIVE = DIST / "native"
LIBRARIES = ("libavatar_errors_node.so", "libavatar_errors_node.dylib", "avatar_errors_node.dll")
FOUND = ("THIRD-PARTY-LICENSES", "bom.cdx.json")
# What only who develops needs.
DEVELOPMENT = ("scripts", "devDependencies", "overrides", "napi")


def build(row: dict) -> None:
    triple = row["triple"]
    crate = ("-p", "avatar-errors-node", "--target", triple)
    native.cross(triple, "cargo", "build", "-q", "--locked", "--release", *crate)
    NATIVE.mkdir(parents=True, exist_ok=True)
    tell(Path(shutil.copyfile(native.built(triple, *LIBRARIES), NATIVE / library_name(row))))


def library_name(row: dict) -> str:
    return f"avatar-errors.{row['npm']['name']}.node"


def pack(into: Path, libraries: Path, every: bool = False) -> None:
    rows = native.targets("node").values()
    there = [row for row in rows if every or (libraries / library_name(row)).exists()]
    if not there:
        sys.exit(f"nothing native in {libraries}")
    folder = into / "stage"
    stage(folder, [row["triple"] for row in there])
    napi = SOURCES / "node_modules" / ".bin" / "napi"
    run(napi, "create-npm-dirs", cwd=folder)
    run(napi, "artifacts", "--output-dir", libraries, "--npm-dir", "npm", cwd=folder)
    # It sets the optional dependencies, and publishes nothing.
    publish = ("--skip-optional-publish", "--no-gh-release", "--tag-style", "npm")
    run(napi, "pre-publish", "--npm-dir", "npm", *publish, cwd=folder)
    slim(folder)
    complete(folder, "avatar-errors-wasm", "wasm32-unknown-unknown")
    for old in into.glob("*.tgz"):
        old.unlink()
    for row in there:
        platform = folder / "npm" / row["npm"]["name"]
        agree(row, manifest(platform))
        complete(platform, "avatar-errors-node", row["triple"])
        run("npm", "pack", "--silent", "--pack-destination", into, cwd=platform)
    run("npm", "pack", "--silent", "--pack-destination", into, cwd=folder)
    for file in sorted(into.glob("*.tgz")):
        tell(file)


def stage(folder: Path, triples: list[str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    run(SOURCES / "node_modules" / ".bin" / "tsc", "--outDir", folder / "dist", cwd=SOURCES)
    run(ROOT / "bindings-wasm" / "build.sh", folder / "dist" / "avatar-errors.wasm")
    run("node", SOURCES / "web.mjs", folder / "dist")
    for name in ("README.md", "LICENSE"):
        shutil.copyfile(SOURCES / name, folder / name)
    whole = manifest(SOURCES)
    whole["napi"]["targets"] = triples
    write(folder, whole)


def slim(folder: Path) -> None:
    whole = manifest(folder)
    write(folder, {key: value for key, value in whole.items() if key not in DEVELOPMENT})


def agree(row: dict, found: dict) -> None:
    """What napi calls a platform is what the list of platforms says."""
    named = row["npm"]
    wanted = {key: [named[key]] for key in ("os", "cpu", "libc") if key in named}
    wanted["name"] = f"avatar-errors-{named['name']}"
    found = {key: found.get(key) for key in wanted}
    if found != wanted:
        sys.exit(f"dist/targets.toml has {wanted}, napi {found}")


def complete(folder: Path, package: str, triple: str) -> None:
    """Licences, and a bill of materials, of all that is linked."""
    whole = manifest(folder)
    purl = f"pkg:npm/{whole['name']}@{whole['version']}"
    licenses, sbom = (folder / name for name in FOUND)
    written = ("--licenses", licenses, "--sbom", sbom, "--purl", purl)
    components = ROOT / "dist" / "components.py"
    run(sys.executable, components, package, triple, *written)
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE")
    whole["files"] += FOUND
    write(folder, whole)


def manifest(folder: Path) -> dict:
    return json.loads((folder / "package.json").read_text(encoding="utf-8"))


def write(folder: Path, whole: dict) -> None:
    text = json.dumps(whole, indent=2, ensure_ascii=False) + "\n"
    (folder / "package.json").write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", nargs="?", choices=("build", "pack", "own"))
    parser.add_argument("triples", nargs="*")
    parser.add_argument("--all", action="store_true")
    known = parser.parse_args()
    if known.step == "own":
        pack(native.TARGET / "dist" / "node-own", SOURCES / "dist")
        return
    if known.step != "pack":
        for row in native.wanted("node", known.triples):
            build(row)
    if known.step != "build":
        for file in NATIVE.glob("*.node"):
            native.check(file)
        pack(DIST, NATIVE, known.all)


if __name__ == "__main__":
    main()
