"""What is told of a package is exactly what is linked into it, the same in every folder."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import standard_library
import texts
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from markdown import ROOT

LINUX, WINDOWS = "x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc"
BUILDS_ONLY = {"napi-derive", "prost-build", "prost-derive", "protox", "pyo3-macros", "quote"}
BUILDS_ONLY |= {"proc-macro2", "serde_derive", "syn", "uniffi_macros"}
PACKAGES = [
    "avatar-errors-python",
    "avatar-errors-node",
    "avatar-errors-uniffi",
    "avatar-errors-cli",
]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Licences and bill of materials of a package for a target, each made once."""
    cache = {}

    def make(package, target, *more):
        key = package, target, *more
        if key not in cache:
            cache[key] = components(tmp_path_factory.mktemp("made"), *key)
        return cache[key]

    return make


def components(folder: Path, *arguments: str) -> tuple[str, str]:
    licenses, sbom = folder / "deep" / "licenses.txt", folder / "bom.json"
    command = [sys.executable, ROOT / "dist" / "components.py", *arguments]
    command += ["--licenses", licenses, "--sbom", sbom]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return licenses.read_text(encoding="utf-8"), sbom.read_text(encoding="utf-8")


def names(sbom: str) -> set[str]:
    return {each["name"] for each in json.loads(sbom)["components"]}


@pytest.mark.parametrize("package", PACKAGES)
def test_only_what_is_linked_is_named(made, package):
    found = names(made(package, LINUX)[1])
    assert {"avatar-errors-core", "serde_json", "memchr", "rust-std"} <= found
    assert not found & BUILDS_ONLY


def test_it_is_that_of_the_target(made):
    assert "libc" in names(made("avatar-errors-node", LINUX)[1])
    assert "libc" not in names(made("avatar-errors-node", WINDOWS)[1])
    assert "windows-link" in names(made("avatar-errors-node", WINDOWS)[1])


def test_features_count(made):
    without = names(made("avatar-errors", LINUX)[1])
    assert "tungstenite" not in without
    assert "tungstenite" in names(made("avatar-errors", LINUX, "--features", "tungstenite")[1])


def test_the_unwinder_is_in_what_is_linked_by_zig(made):
    assert "ziglang-libunwind" in names(
        made("avatar-errors-python", "x86_64-unknown-linux-musl")[1]
    )
    assert "ziglang-libunwind" not in names(made("avatar-errors-wasm", "wasm32-unknown-unknown")[1])


def test_musl_is_in_programs_alone(made):
    assert "musl" in names(made("avatar-errors-cli", "x86_64-unknown-linux-musl")[1])
    assert "musl" not in names(made("avatar-errors-python", "x86_64-unknown-linux-musl")[1])


@pytest.mark.parametrize("package", PACKAGES)
def test_the_bill_of_materials_is_valid(made, package):
    sbom = made(package, LINUX)[1]
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(sbom) is None
    told = json.loads(sbom)
    parts = [told["metadata"]["component"], *told["components"]]
    assert all(each["purl"] and each["licenses"] for each in parts)
    known = {each["bom-ref"] for each in parts}
    assert len(known) == len(parts)
    used = {name for each in told["dependencies"] for name in each["dependsOn"]}
    assert used == known - {parts[0]["bom-ref"]}


def test_it_is_called_what_it_is_published_as(made):
    sbom = json.loads(made("avatar-errors-node", LINUX, "--purl", "pkg:npm/avatar-errors@1.2.3")[1])
    assert sbom["metadata"]["component"]["purl"] == "pkg:npm/avatar-errors@1.2.3"


def test_nothing_of_the_machine_or_the_day_is_in_it(made, tmp_path):
    package = "avatar-errors-uniffi"
    first, again = made(package, LINUX), components(tmp_path, package, LINUX)
    assert first == again
    for text in first:
        assert str(ROOT) not in text
        assert str(Path.home()) + "/" not in text
        assert not re.search(r"urn:uuid|serialNumber|timestamp", text)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_component_has_its_licence(made, package):
    licenses, sbom = made(package, LINUX)
    for each in json.loads(sbom)["components"]:
        line = f"{each['name']} {each['version']} ({each['licenses'][0]['expression']})"
        assert (line in licenses) != each["name"].startswith("avatar-errors")
    assert "Permission is hereby granted" in licenses


def test_a_crate_without_a_text_names_who_made_it(made):
    node = made("avatar-errors-node", LINUX)[0]
    section = next(part for part in node.split("=" * 80) if "\nnapi-sys " in part)
    assert re.search(r"Copyright \(c\) \S+", section)
    assert "Permission is hereby granted" in section
    uniffi = made("avatar-errors-uniffi", LINUX)[0]
    assert re.search(r"the crate uniffi_core \d+\.\d+\.\d+ of Rust's public registry", uniffi)


def test_other_licences_without_a_text_are_refused(tmp_path):
    (tmp_path / "Cargo.toml").touch()
    crate = {
        "manifest_path": str(tmp_path / "Cargo.toml"),
        "license_file": None,
        "license": "BSD-3-Clause",
        "authors": [],
        "name": "bare",
    }
    assert texts.of_crate(crate) == [texts.Text("", "the authors of bare")]
    bare = type("Bare", (), {"name": "bare", "version": "1.0", "license": "BSD-3-Clause"})
    bare.texts = texts.of_crate(crate)
    with pytest.raises(SystemExit, match=r"bare 1\.0 \(BSD-3-Clause\) has no licence text"):
        texts.written([bare])


def test_of_a_choice_mit_is_taken_and_of_both_all(tmp_path):
    for name in ("LICENSE-APACHE", "LICENSE-MIT", "NOTICE", "README.md"):
        (tmp_path / name).write_text(name)
    crate = {"manifest_path": str(tmp_path / "Cargo.toml"), "license_file": None}
    either = texts.of_crate(crate | {"license": "MIT OR Apache-2.0"})
    assert [text for text, _ in either] == ["LICENSE-MIT"]
    both = texts.of_crate(crate | {"license": "MIT AND Apache-2.0"})
    assert [text for text, _ in both] == ["LICENSE-APACHE", "LICENSE-MIT", "NOTICE"]


def test_a_toolchain_without_notices_is_refused(tmp_path):
    with pytest.raises(SystemExit, match="notices of Rust's standard library"):
        standard_library.notices(tmp_path)
    debian = tmp_path / "share" / "doc" / "libstd-rust-dev"
    debian.mkdir(parents=True)
    (debian / "copyright").write_text("Debian's  \n")
    assert standard_library.notices(tmp_path) == "Debian's"
