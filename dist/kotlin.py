"""The jar for Kotlin and Java with its native libraries, in target/dist/kotlin.

    kotlin.py                   builds what this machine can build, and packs it
    kotlin.py build [TRIPLE…]   builds the native libraries alone
    kotlin.py pack [--all]      packs those that are there; with --all each platform's must be

What is built elsewhere is put into target/dist/kotlin/native before packing. The jar goes into a
Maven repository of files, target/dist/kotlin/repository."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

import gradle_module
import native
import tomllib

ROOT = native.ROOT
OUT = native.TARGET / "dist" / "kotlin"
NATIVE, REPOSITORY = OUT / "native", OUT / "repository"
LINKED = native.TARGET / "dist" / "linked"
# As Android's: for kernels with pages of 16 KB, too.
PAGES = ("--", "-Clink-arg=-Wl,-z,max-page-size=16384")
LIBRARIES = (
    "libavatar_errors_uniffi.so",
    "libavatar_errors_uniffi.dylib",
    "avatar_errors_uniffi.dll",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", nargs="?", choices=("build", "pack"))
    parser.add_argument("triples", nargs="*")
    parser.add_argument("--all", action="store_true")
    known = parser.parse_args()
    rows = targets()
    if known.step != "pack":
        here = [triple for triple, row in rows.items() if row["here"] != "elsewhere"]
        for triple in known.triples or here:
            if triple in rows:
                build(rows[triple])
            else:
                print(f"{triple}: nothing for Kotlin")
    if known.step != "build":
        pack({row["jna"]: triple for triple, row in rows.items()}, known.all)


def targets() -> dict[str, dict]:
    """Those of the jar; Android's library has its own."""
    listed = tomllib.loads((ROOT / "dist" / "targets.toml").read_text(encoding="utf-8"))["target"]
    return {row["triple"]: row for row in listed if "jna" in row}


def build(row: dict) -> None:
    triple = row["triple"]
    crate = ("-p", "avatar-errors-uniffi", "--lib", "--crate-type", "cdylib", "--target", triple)
    cargo = ("cargo", "rustc", "-q", "--locked", "--release", *crate)
    run(ROOT / "dist" / "toolchain.sh", triple, *cargo, *(PAGES if "-linux-" in triple else ()))
    (library,) = [
        file for name in LIBRARIES if (file := native.TARGET / triple / "release" / name).exists()
    ]
    file = NATIVE / row["jna"] / library.name
    file.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(library, file)
    native.check(file)
    components = (sys.executable, ROOT / "dist" / "components.py", "avatar-errors-uniffi", triple)
    about = LINKED / f"{triple}-kotlin"
    run(*components, "--licenses", about / "THIRD-PARTY-LICENSES", "--sbom", about / "bom.cdx.json")
    print(f"{triple}: {file.name}, {file.stat().st_size:,} bytes", flush=True)


def pack(folders: dict[str, str], every: bool) -> None:
    there = [folder for folder in folders if (NATIVE / folder).is_dir()]
    missing = sorted(set(folders) - set(there))
    if not there or (every and missing):
        sys.exit(f"not in {NATIVE}: {' '.join(missing)}")
    # For the generated sources; its own library gives way to those of the release.
    run(ROOT / "bindings-kotlin" / "build.sh", "-DskipTests", PROFILE="quick")
    resources = native.TARGET / "kotlin" / "native"
    shutil.rmtree(resources)
    for folder in there:
        shutil.copytree(NATIVE / folder, resources / folder)
        shutil.copytree(
            LINKED / f"{folders[folder]}-kotlin", resources / "META-INF" / "avatar-errors" / folder
        )
    shutil.rmtree(REPOSITORY, ignore_errors=True)
    maven = ("mvn", "-q", "-B", "-f", "bindings-kotlin/pom.xml", f"-Davatar.target={native.TARGET}")
    deploy = f"-DaltDeploymentRepository=dist::{REPOSITORY.as_uri()}"
    run(*maven, "-Pdocumentation", "deploy", "-Dmaven.test.skip", deploy)
    for pom in REPOSITORY.rglob("*.pom"):
        gradle_module.write(pom)
    # What was built last is not that of `make kotlin`.
    (native.TARGET / "kotlin" / "quick.built").unlink()
    for file in sorted(REPOSITORY.rglob("*.jar")):
        print(f"{file.name}, {file.stat().st_size:,} bytes, for {' '.join(there)}")


def run(*command: str | Path, **more: str) -> None:
    done = subprocess.run(command, cwd=ROOT, env=os.environ | more, check=False)
    if done.returncode:
        sys.exit(f"failed: {' '.join(map(str, command))}")


if __name__ == "__main__":
    os.environ["CARGO_TARGET_DIR"] = str(native.TARGET)
    main()
