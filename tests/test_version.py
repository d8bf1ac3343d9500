"""One version: it is set everywhere, and what has another is found."""

import json
import shutil
import subprocess

import notes
import pytest
import version
from markdown import ROOT

NEW = "98.76.54"
SET = ["Cargo.lock", "Cargo.toml", "fuzz/Cargo.lock", "tests/clients/kotlin/pom.xml"]
SET += ["bindings-kotlin/pom.xml", "bindings-kotlin/reactor.xml"]
SET += ["bindings-node/package.json", "bindings-node/package-lock.json"]


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A copy of what Git knows of this one."""
    top = tmp_path_factory.mktemp("repository")
    for path in version.files(ROOT):
        copy = top / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    subprocess.run(["git", "init", "-q"], cwd=top, check=True)
    return top


@pytest.fixture
def scratch(repository, tmp_path):
    return shutil.copytree(repository, tmp_path / "scratch", symlinks=True)


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_repository_agrees():
    assert [*version.problems(ROOT)] == []


def test_it_is_set_everywhere(scratch):
    before = version.current(scratch)
    version.change(scratch, NEW)
    assert version.current(scratch) == NEW
    assert [*version.problems(scratch)] == []
    for name in SET:
        assert NEW in (scratch / name).read_text(encoding="utf-8"), name
    # Nothing that speaks of this project has the old one.
    assert [*version.strays(scratch, before, set())] == []
    for name in ("package.json", "package-lock.json"):
        assert json.loads((scratch / "bindings-node" / name).read_text())["version"] == NEW


def test_cargo_takes_it(scratch):
    version.change(scratch, NEW)
    command = ["cargo", "metadata", "--locked", "--format-version", "1"]
    done = subprocess.run(command, cwd=scratch, check=True, capture_output=True)
    crates = json.loads(done.stdout)["packages"]
    own = {each["name"]: each["version"] for each in crates if each["source"] is None}
    assert len(own) > 10
    assert set(own.values()) == {NEW}


def test_the_changes_get_its_name(scratch):
    version.change(scratch, NEW + "-rc.1")
    version.change(scratch, NEW)
    path = scratch / "CHANGELOG.md"
    assert notes.first(path.read_text(encoding="utf-8"))[0].startswith(f"## {NEW} (20")
    written = path.read_bytes()
    version.change(scratch, NEW)
    assert path.read_bytes() == written
    assert [*version.released(scratch, f"v{NEW}")] == []
    assert len([*version.released(scratch, "v98.76.55")]) == 1


def test_no_release_without_changes(scratch):
    edit(scratch / "CHANGELOG.md", "## Unreleased\n", "## Unreleased\n\n## 0.0.1 (2025-01-01)\n")
    with pytest.raises(SystemExit, match=r"CHANGELOG.md has nothing under '## Unreleased'"):
        version.change(scratch, NEW)
    assert version.current(scratch) != NEW


@pytest.mark.parametrize(
    "given", ["1", "1.2", "v1.2.3", "1.2.3.4", "01.2.3", "1.2.3-next", "1.2.3 "]
)
def test_what_is_no_version_is_refused(scratch, given):
    with pytest.raises(SystemExit, match=f"'{given}' is no version: such are 1.2.3 and 1.2.3-rc.1"):
        version.change(scratch, given)
    assert [*version.problems(scratch)] == []


def test_none_comes_before_the_last(scratch):
    version.change(scratch, NEW)
    for earlier in ("98.76.53", "98.76.54-rc.2"):
        with pytest.raises(SystemExit, match=f"{earlier} comes before {NEW}"):
            version.change(scratch, earlier)


@pytest.mark.parametrize(
    ("name", "old"),
    [
        ("bindings-node/package.json", '"version": "{}"'),
        ("bindings-node/package-lock.json", '"version": "{}"'),
        ("bindings-kotlin/pom.xml", "<version>{}</version>"),
        ("Cargo.lock", 'name = "avatar-errors-core"\nversion = "{}"'),
        ("Cargo.toml", 'path = "core", version = "{}"'),
        ("bindings-uniffi/Cargo.toml", 'version = "{}"'),
    ],
)
def test_one_that_was_forgotten_is_found(scratch, name, old):
    edit(scratch / name, old.format(version.current(scratch)), old.format("0.0.9"))
    found = [*version.problems(scratch)]
    assert len(found) == 1
    assert found[0].startswith(f"{name}:")
    assert found[0].endswith(f" has 0.0.9, Cargo.toml has {version.current(scratch)}")


def test_a_place_that_nothing_sets_is_found(scratch):
    new = scratch / "docs" / "new.txt"
    new.write_text(f"\nAvatarErrors is at {version.current(scratch)}.\n")
    assert [*version.problems(scratch)] == [
        "docs/new.txt:2 tells a version: add it to dist/version.py"
    ]
    new.write_text("")
    edit(scratch / "bindings-node" / "package.json", '"version"', '"Version"')
    assert "bindings-node/package.json tells no version" in [*version.problems(scratch)]
