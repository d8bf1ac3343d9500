"""Takes the jar of target/dist/kotlin from its repository of files into a program of its own, and
runs it on every JDK that is here: the README's failure, and 500 vectors."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from stranger import ROOT, example, run

# isort: split
from gradle_module import POM

HERE = Path(__file__).resolve().parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve()
REPOSITORY = TARGET / "dist" / "kotlin" / "repository"
# How vectors become failures: what the library's own tests have for it.
READERS = ("ClassifyLines.kt", "FailureJson.kt", "Json.kt")
SAMPLE = 500
# No other program is found from there.
BARE = {"PATH": "", "HOME": os.environ["HOME"]}


def main() -> int:
    wanted = "avatar.errors.AvatarException: " + example("text")
    vectors = sample()
    published()
    with tempfile.TemporaryDirectory() as name:
        project = Path(name)
        classpath = program(project)
        passed = 0
        for number, java in runtimes():
            begun = time.monotonic()
            printed = run(java, "-cp", classpath, "stranger.MainKt", environment=BARE)
            took = round(1000 * (time.monotonic() - begun))
            if printed != wanted:
                sys.exit(f"{java} printed {printed!r}, not {wanted!r}")
            lines = "".join(json.dumps(each["failure"]) + "\n" for each in vectors)
            answers = run(
                java, "-cp", classpath, "avatar.errors.ClassifyLines", given=lines, environment=BARE
            )
            agree = [
                answer == each["error"]
                for answer, each in zip(answers.splitlines(), vectors, strict=True)
            ]
            if not all(agree) or len(agree) != SAMPLE:
                sys.exit(f"{java}: {sum(agree)} of {len(agree)} vectors agree")
            passed += 1
            print(
                f"JDK {number}: README's failure thrown, caught and printed in {took} ms, "
                f"vectors: {len(agree)} run of {SAMPLE}",
                flush=True,
            )
    print(f"installed: {passed} passed, 0 failed")
    return 0


def sample() -> list[dict]:
    """Vectors from all files, of those whose failure is JSON."""
    files = sorted((ROOT / "tests" / "vectors").glob("*.json"))
    every = [each for file in files for each in json.loads(file.read_bytes())["vectors"]]
    plain = [each for each in every if isinstance(each.get("failure"), dict)]
    return [plain[at * len(plain) // SAMPLE] for at in range(SAMPLE)]


def published() -> None:
    """What Maven Central and Gradle demand is there."""
    [pom] = REPOSITORY.rglob("*.pom")
    project = ElementTree.parse(pom).getroot()
    for path in (
        "name", "description", "url", "licenses/license/url", "developers/developer/name",
        "scm/connection", "scm/url",
    ):  # fmt: skip
        if not project.findtext(path, "", POM).strip():
            sys.exit(f"{pom.name} has no {path}")
    if "." not in project.findtext("groupId", "", POM):
        sys.exit("the group is no reverse domain name")
    for end in (".jar", "-sources.jar", "-javadoc.jar", ".module"):
        if not pom.with_name(pom.stem + end).is_file():
            sys.exit(f"{pom.stem}{end} is missing")


def program(project: Path) -> str:
    """Builds it, and gives its class path."""
    source = project / "src"
    source.mkdir()
    body = (
        "package stranger\n\nimport avatar.errors.*\n\nfun main() {\n" + example("kotlin") + "}\n"
    )
    (source / "Main.kt").write_text(body, encoding="utf-8")
    for name in READERS:
        tests = ROOT / "bindings-kotlin" / "src" / "test" / "kotlin" / "avatar" / "errors"
        shutil.copyfile(tests / name, source / name)
    shutil.copyfile(HERE / "kotlin" / "pom.xml", project / "pom.xml")
    library = ElementTree.parse(ROOT / "bindings-kotlin" / "pom.xml").getroot()
    # A store of our own, that keeps everything but what is tested.
    store = TARGET / "install" / "maven"
    group = library.findtext("groupId", "", POM)
    version = library.findtext("version", "", POM)
    folder = store.joinpath(*group.split("."), "avatar-errors", version)
    shutil.rmtree(folder, ignore_errors=True)
    told = {
        "repository": REPOSITORY.as_uri(),
        "avatar.group": group,
        "avatar.version": version,
        "avatar.jar": folder / f"avatar-errors-{version}.jar",
        "maven.repo.local": store,
    }
    for name in ("gson.version", "kotlin.version"):
        told[name] = library.findtext(f"properties/{name}", "", POM)
    begun = time.monotonic()
    options = [f"-D{key}={value}" for key, value in told.items()]
    run("mvn", "-q", "-B", "-f", project / "pom.xml", "compile", *options)
    print(f"built in {time.monotonic() - begun:.0f} s from {REPOSITORY.relative_to(TARGET)}")
    classpath = (project / "classpath").read_text(encoding="utf-8")
    return f"{project / 'target' / 'classes'}{os.pathsep}{classpath}"


def runtimes() -> list[tuple[int, Path]]:
    """One of each version from 17 on."""
    homes = [Path(value) for key, value in os.environ.items() if key.startswith("JAVA_HOME")]
    found: dict[int, Path] = {}
    for home in (*homes, *sorted(Path("/usr/lib/jvm").glob("*"))):
        java = home / "bin" / "java"
        if java.exists() and (number := version_of(java)) >= 17:
            found.setdefault(number, java)
    if not found:
        sys.exit("there is no JDK from 17 on in JAVA_HOME or /usr/lib/jvm")
    return sorted(found.items())


def version_of(java: Path) -> int:
    told = subprocess.run([java, "-version"], capture_output=True, check=True, text=True).stderr
    return int(re.search(r'version "(\d+)', told)[1])


if __name__ == "__main__":
    sys.exit(main())
