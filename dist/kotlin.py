"""The jar for Kotlin and Java with its native libraries, in target/dist/kotlin.

    kotlin.py                   builds what this machine can build, and packs it
    kotlin.py build [TRIPLE…]   builds the native libraries alone
    kotlin.py pack [--all]      packs those that are there; with --all each platform's must be

What is built elsewhere is put into target/dist/kotlin/native before packing. The jar goes into a
Maven repository of files, target/dist/kotlin/repository."""

import argparse
import re
import shutil
import sys

import gradle_module
import native
from native import run, tell

ROOT = native.ROOT
OUT = native.TARGET / "dist" / "kotlin"
NATIVE, REPOSITORY = OUT / "native", OUT / "repository"
LINKED = native.TARGET / "dist" / "linked"
# As Android's: for kernels with pages of 16 KB, too.
FLAGS = (ROOT / "bindings-kotlin" / "android" / "link-flags.sh").read_text(encoding="utf-8")
[PAGES] = re.findall(r"^link_flags=(.*)$", FLAGS, re.MULTILINE)
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
    if known.step != "pack":
        for row in native.wanted("kotlin", known.triples):
            build(row)
    if known.step != "build":
        rows = native.targets("kotlin")
        pack({row["jna"]: triple for triple, row in rows.items()}, known.all)


def build(row: dict) -> None:
    triple = row["triple"]
    crate = ("-p", "avatar-errors-uniffi", "--lib", "--crate-type", "cdylib", "--target", triple)
    cargo = ("cargo", "rustc", "-q", "--locked", "--release", *crate)
    native.cross(triple, *cargo, *(("--", PAGES) if "-linux-" in triple else ()))
    library = native.built(triple, *LIBRARIES)
    file = NATIVE / row["jna"] / library.name
    file.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(library, file)
    components = (sys.executable, ROOT / "dist" / "components.py", "avatar-errors-uniffi", triple)
    about = LINKED / f"{triple}-kotlin"
    run(*components, "--licenses", about / "THIRD-PARTY-LICENSES", "--sbom", about / "bom.cdx.json")
    tell(file, f", for {row['jna']}")


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
        tell(file, f", for {' '.join(there)}")


if __name__ == "__main__":
    main()
