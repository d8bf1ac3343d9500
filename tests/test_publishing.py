"""What is given away at a release: signed files for Maven Central, a tag for SwiftPM."""

import os
import shutil
import subprocess
import zipfile

import pytest
from markdown import ROOT

CHECKSUM = "0123456789abcdef" * 4
MANIFEST = """let package = Package(targets: [
    .binaryTarget(name: "AvatarErrorsFFI", url: "https://example.com/a.zip", checksum: "{}"),
])
"""


def run(*command, cwd, check=True, **more):
    env = os.environ | more
    return subprocess.run(command, cwd=cwd, env=env, check=check, capture_output=True, text=True)


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    """A key that is made for this test, with a passphrase."""
    if not shutil.which("gpg") and os.environ.get("CI") != "true":
        pytest.skip("gpg is missing")
    home = tmp_path_factory.mktemp("gpg", numbered=False)
    home.chmod(0o700)
    gpg = ("gpg", "--homedir", str(home), "--batch", "--pinentry-mode", "loopback", "--passphrase")
    run(*gpg, "word", "--quick-generate-key", "test <test@example.com>", "ed25519", cwd=home)
    secret = run(*gpg, "word", "--armor", "--export-secret-keys", cwd=home).stdout
    yield home, {"SIGNING_KEY": secret, "SIGNING_PASSPHRASE": "word"}
    run("gpgconf", "--homedir", str(home), "--kill", "all", cwd=home, check=False)


def repository(top):
    folder = top / "repository" / "avatar-errors" / "1.2.3"
    folder.mkdir(parents=True)
    (folder / "avatar-errors-1.2.3.pom").write_text("<project/>")
    (folder / "avatar-errors-1.2.3.jar").write_bytes(b"PK")
    (folder / "avatar-errors-1.2.3.jar.sha1").write_text("of another day")
    (folder.parent / "maven-metadata.xml").write_text("<metadata/>")
    return top / "repository"


def test_every_file_is_signed(key, tmp_path):
    home, secrets = key
    bundle = tmp_path / "bundle.zip"
    script = ROOT / "dist" / "central.sh"
    run(script, repository(tmp_path), bundle, cwd=tmp_path, **secrets)
    with zipfile.ZipFile(bundle) as packed:
        packed.extractall(tmp_path / "out")
    found = sorted(path for path in (tmp_path / "out").rglob("*") if path.is_file())
    names = {path.name for path in found}
    signed = ["avatar-errors-1.2.3.jar", "avatar-errors-1.2.3.pom"]
    assert names == {name + end for name in signed for end in ("", ".asc", ".md5", ".sha1")}
    assert found[0].parent == tmp_path / "out" / "avatar-errors" / "1.2.3"
    for path in found:
        if path.suffix == ".asc":
            run("gpg", "--homedir", str(home), "--verify", path, path.with_suffix(""), cwd=tmp_path)
        assert "another day" not in path.read_text(encoding="utf-8")


def test_nothing_leaves_without_a_signature(key, tmp_path):
    _, secrets = key
    bundle = tmp_path / "bundle.zip"
    wrong = secrets | {"SIGNING_PASSPHRASE": "another"}
    script = ROOT / "dist" / "central.sh"
    done = run(script, repository(tmp_path), bundle, cwd=tmp_path, check=False, **wrong)
    assert done.returncode
    assert not bundle.exists()
    (tmp_path / "empty").mkdir()
    done = run(script, tmp_path / "empty", bundle, cwd=tmp_path, check=False, **secrets)
    assert "central.sh: nothing in" in done.stderr
    assert not bundle.exists()


@pytest.fixture
def checkout(tmp_path):
    """A repository with a remote and one commit."""
    run("git", "init", "-q", "--bare", "remote.git", cwd=tmp_path)
    run("git", "clone", "-q", "remote.git", "checkout", cwd=tmp_path)
    (tmp_path / "checkout" / "README.md").write_text("All of it.")
    return tmp_path / "checkout"


def package(top, checksum):
    folder = top / "package"
    (folder / "Sources").mkdir(parents=True)
    (folder / "Sources" / "Error.swift").write_text("")
    (folder / "Package.swift").write_text(MANIFEST.format(checksum))
    return folder


def test_the_tag_is_the_package_alone(checkout, tmp_path):
    script = ROOT / "dist" / "tag-swift.sh"
    run(script, "1.2.3", package(tmp_path, CHECKSUM), cwd=checkout, GH_TOKEN="")
    listed = ("git", "ls-tree", "-r", "--name-only", "1.2.3")
    assert run(*listed, cwd=tmp_path / "remote.git").stdout.split() == [
        "Package.swift",
        "Sources/Error.swift",
    ]


@pytest.mark.parametrize("checksum", ["", "0123"])
def test_no_tag_without_a_checksum(checkout, tmp_path, checksum):
    script = ROOT / "dist" / "tag-swift.sh"
    done = run(script, "1.2.3", package(tmp_path, checksum), cwd=checkout, check=False, GH_TOKEN="")
    assert done.returncode
    assert "has no address with a checksum" in done.stderr
    assert run("git", "tag", cwd=tmp_path / "remote.git").stdout == ""
