"""`components.py PACKAGE TARGET --licenses FILE --sbom FILE`: what is linked into a package.

Writes the licence texts of it, from the crates' own files, and a CycloneDX bill of materials. Both
are the same in every folder and on every day. What only builds (build scripts, procedural macros)
is not in them."""

import argparse
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import standard_library
import tomllib
from texts import Text, of_crate, written

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Component:
    name: str
    version: str
    license: str
    purl: str
    sha256: str | None = None
    own: bool = False
    texts: list[Text] = field(default_factory=list)
    uses: set[str] = field(default_factory=set)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package")
    parser.add_argument("target")
    parser.add_argument("--features", help="as cargo's")
    parser.add_argument("--purl", help="what the package is called where it is published")
    parser.add_argument("--licenses", type=Path, metavar="FILE", required=True)
    parser.add_argument("--sbom", type=Path, metavar="FILE", required=True)
    options = parser.parse_args()
    found = linked(options.package, options.target, options.features)
    found[0].purl = options.purl or found[0].purl
    for path, text in (
        (options.licenses, written([each for each in found if not each.own])),
        (options.sbom, json.dumps(sbom(found), indent=2, ensure_ascii=False) + "\n"),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{options.package} for {options.target}: {len(found)} components")
    return 0


def linked(package: str, target: str, features: str | None = None) -> list[Component]:
    """The package, and then everything in it by name."""
    known = packages()
    sums = checksums()
    found: dict[tuple[str, str], Component] = {}
    above: list[Component] = []
    for depth, key in tree(package, target, features):
        crate = known[key]
        if key not in found:
            own = crate["source"] is None
            found[key] = Component(
                *key,
                license=crate["license"].replace("/", " OR "),
                purl=f"pkg:cargo/{key[0]}@{key[1]}",
                sha256=sums.get(key),
                own=own,
                texts=[] if own else of_crate(crate),
            )
        above[depth:] = [found[key]]
        if depth:
            above[depth - 1].uses.add(found[key].purl)
    first, *rest = found.values()
    programs = any("bin" in each["kind"] for each in known[first.name, first.version]["targets"])
    for name, version, licensed, texts in standard_library.parts(target, programs):
        purl = f"pkg:generic/{name}@{version}" if version else f"pkg:generic/{name}"
        rest.append(Component(name, version, licensed, purl, texts=texts))
        first.uses.add(purl)
    return [first, *sorted(rest, key=lambda each: (each.name, each.version))]


def tree(package: str, target: str, features: str | None) -> list[tuple[int, tuple[str, str]]]:
    """Depth, name and version of every crate that cargo links, each as often as it is used."""
    command = ["tree", "--package", package, "--target", target, "--edges", "normal,no-proc-macro"]
    command += ["--prefix", "depth", "--no-dedupe", "--format", " {p}"]
    found = []
    for line in cargo(*command, *(["--features", features] if features else [])).splitlines():
        depth, name, version = line.split()[:3]
        found.append((int(depth), (name, version.removeprefix("v"))))
    return found


def packages() -> dict[tuple[str, str], dict]:
    found = json.loads(cargo("metadata", "--format-version", "1"))["packages"]
    return {(each["name"], each["version"]): each for each in found}


def checksums() -> dict[tuple[str, str], str]:
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text(encoding="utf-8"))
    return {
        (each["name"], each["version"]): each["checksum"]
        for each in lock["package"]
        if "checksum" in each
    }


def cargo(*arguments: str) -> str:
    command = [os.environ.get("CARGO", "cargo"), *arguments, "--locked"]
    return subprocess.run(command, cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE).stdout


def sbom(found: list[Component]) -> dict:
    first, *rest = found
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": entry(first)},
        "components": [entry(each) for each in rest],
        "dependencies": [{"ref": each.purl, "dependsOn": sorted(each.uses)} for each in found],
    }


def entry(component: Component) -> dict:
    told = {"type": "library", "bom-ref": component.purl, "name": component.name}
    if component.version:
        told["version"] = component.version
    if component.sha256:
        told["hashes"] = [{"alg": "SHA-256", "content": component.sha256}]
    return told | {"licenses": [{"expression": component.license}], "purl": component.purl}


if __name__ == "__main__":
    sys.exit(main())
