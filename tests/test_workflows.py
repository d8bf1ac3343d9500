"""The workflows of GitHub run what is in the Makefile, for the platforms of the list; nothing of
theirs changes without a commit."""

import re

import pytest
import tomllib
import yaml
from markdown import ROOT, read

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = {path.stem: path for path in sorted(FOLDER.glob("*.yml"))}
TARGETS = tomllib.loads(read(ROOT / "dist" / "targets.toml"))["target"]
MAKE = re.compile(r"\bmake ([a-z][a-z-]*(?: [a-z][a-z-]*)*)")
PROGRAM = re.compile(r"(?:^|[\s(])((?:dist|tests|bindings-\w+)/[\w./-]+\.(?:sh|py))\b")
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def jobs(name):
    return yaml.safe_load(read(WORKFLOWS[name]))["jobs"]


def steps(name):
    return [step for job in jobs(name).values() for step in job["steps"]]


def missing_targets(runs, makefile):
    known = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    used = {target for run in runs for found in MAKE.findall(run) for target in found.split()}
    return sorted(used - known)


def missing_programs(runs):
    used = {program for run in runs for program in PROGRAM.findall(run)}
    return sorted(program for program in used if not (ROOT / program).is_file())


def unlike(matrix):
    """Where the matrix of a release differs from the list of platforms."""
    wanted = {row["triple"]: row["builder"] for row in TARGETS if "wheel" in row}
    found = {row["triple"]: row["builder"] for row in matrix}
    return sorted(set(wanted.items()) ^ set(found.items()))


@pytest.mark.parametrize("name", WORKFLOWS)
def test_what_it_runs_is_there(name):
    runs = [step["run"] for step in steps(name) if "run" in step]
    assert runs
    assert missing_targets(runs, read(ROOT / "Makefile")) == []
    assert missing_programs(runs) == []


def test_what_is_not_there_is_found():
    assert missing_targets(["make test no-such", "make help"], "test: x\nhelp:\n") == ["no-such"]
    assert missing_programs(["python3 dist/none.py x", "dist/version.py"]) == ["dist/none.py"]


def test_a_release_is_built_for_the_platforms_of_the_list():
    release = jobs("release")
    matrix = release["native"]["strategy"]["matrix"]["include"]
    assert len(matrix) == 8
    assert unlike(matrix) == []
    assert len(unlike(matrix[1:])) == 1
    assert len(unlike([{**matrix[0], "builder": "windows-2025"}, *matrix[1:]])) == 2
    builders = {row["builder"] for row in matrix}
    assert set(release["install"]["strategy"]["matrix"]["builder"]) == builders


def test_nothing_is_published_but_what_was_tagged_and_installed():
    release = jobs("release")
    publishing = {name for name, job in release.items() if "environment" in job}
    assert publishing == {"github", "pypi", "npm", "crates", "central"}
    for name, job in release.items():
        written = {key for key, value in job["permissions"].items() if value == "write"}
        if name in publishing:
            assert job["if"] == "github.ref_type == 'tag'"
            assert job["needs"] == ("install" if name == "github" else "github")
        else:
            assert "contents" not in written
        secret = "secrets." in str(job)
        assert secret == (name == "central")


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_action_is_pinned(name):
    lines = [line for line in read(WORKFLOWS[name]).splitlines() if "uses:" in line]
    assert lines
    assert [line for line in lines if not PINNED.search(line)] == []
    for job in jobs(name).values():
        assert job["timeout-minutes"] <= 60


def test_one_action_has_one_version():
    text = "".join(read(path) for path in WORKFLOWS.values())
    pins = set(re.findall(r"uses: ([\w./-]+)@([0-9a-f]{40} # \S+)", text))
    assert len(pins) == len({action for action, _ in pins})
