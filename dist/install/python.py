"""`python.py [--here]`: installs the Python package as users do, and uses it.

An index on this machine serves target/dist/python. `pip install avatar-errors` runs in a new
virtual environment of each interpreter, with nothing else on the path; what a user does first runs
there (python_user.py); uninstalling leaves nothing. With --here, only the interpreters of this
machine; else those of small Debian systems too (roots.sh), some of them by QEMU."""

import argparse
import contextlib
import json
import os
import platform
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import musl  # noqa: E402
import python as build  # noqa: E402

WORK = build.TARGET / "install/python"
SAMPLE = 500
PIP = "pip==26.3"
# Who asks needs no password, and what is not here is not looked for elsewhere.
OPEN = ["--disable-fallback", "-a", ".", "-P", "."]
SYSTEM = "PATH=/usr/sbin:/usr/bin:/sbin:/bin"
ENTER = """
    root=$0 path=$1 chroot=$(command -v chroot)
    shift
    mount --rbind /dev "$root/dev"
    mount --rbind /proc "$root/proc"
    PATH=$path exec "$chroot" "$root" "$@"
"""


@dataclass
class System:
    """Where interpreters run: this machine, or a folder with a small one."""

    name: str
    root: Path | None = None
    emulator: list[str] = field(default_factory=list)

    def command(self, words: list[object], path: str) -> list[str]:
        """With a bare environment, and in the folder where it is one."""
        inside = [*self.emulator, *map(str, words)]
        if self.root is None:
            return ["env", "-i", f"PATH={path}", "HOME=/nonexistent", *inside]
        # Who is not root is it in a namespace of their own.
        user = [] if os.geteuid() == 0 else ["--map-root-user"]
        unshare = ["unshare", *user, "--mount", "--propagation", "private", "sh", "-euc", ENTER]
        return ["env", "-i", SYSTEM, "HOME=/nonexistent", *unshare, str(self.root), path, *inside]

    def folder(self) -> Path:
        return WORK if self.root is None else self.root / "tmp/install"

    def inside(self, path: Path) -> Path:
        return path if self.root is None else Path("/") / path.relative_to(self.root)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--here", action="store_true")
    options = parser.parse_args()
    build.install_tools()
    pip = pip_wheel()
    systems = [(System("this machine"), interpreters_here())]
    if not options.here:
        systems += others()
    tried = 0
    with served() as index:
        for system, interpreters in systems:
            folder = system.folder()
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            for file in (pip, HERE / "python_user.py"):
                shutil.copy(file, folder)
            (folder / "vectors.json").write_text(json.dumps(sample()), "utf-8")
            for interpreter in interpreters:
                print(f"{system.name}: {attempt(system, interpreter, pip.name, index)}", flush=True)
                tried += 1
            shutil.rmtree(folder)
    if not options.here:
        musl.check(roots(), build.OUT)
    print(f"installed, used and removed with {tried} interpreters")
    return 0 if tried else 1


def attempt(system: System, interpreter: str, pip: str, index: str) -> str:
    folder = system.folder()
    venv = folder / "venv"
    shutil.rmtree(venv, ignore_errors=True)
    # The small systems have no pip, and an emulator starts none.
    bare = ["--without-pip"] if system.root else []
    run(system, [interpreter, "-m", "venv", *bare, system.inside(venv)], os.defpath)
    python = system.inside(venv / "bin/python")
    path = str(python.parent)
    call: Callable[[list[object]], str] = lambda words: run(system, [python, *words], path)  # noqa: E731
    pip_in = [system.inside(folder / pip) / "pip"] if system.root else ["-m", "pip"]
    before = listing(venv)
    begun, used = time.monotonic(), processor()
    call([*pip_in, "install", "--no-cache-dir", "--quiet", "--index-url", index, "avatar-errors"])
    took, used = time.monotonic() - begun, processor() - used
    emulated = ["emulated"] if system.emulator else []
    user, vectors = folder / "python_user.py", folder / "vectors.json"
    did = json.loads(call([system.inside(user), system.inside(vectors), *emulated]))
    if did["vectors"] < SAMPLE:
        raise SystemExit(f"only {did['vectors']} vectors were run")
    call([*pip_in, "uninstall", "--yes", "--quiet", "avatar-errors"])
    left = listing(venv) - before
    if left:
        raise SystemExit(f"uninstalling leaves {sorted(left)}")
    said = [
        f"{did['implementation']} {did['python']}, {did['library']}: installed in {took:.1f} s "
        f"({used:.1f} s of processor)",
        f"imported in {did['import_ms']} ms, {did['vectors']} vectors",
    ]
    if not did["command_line"]:
        said.append("no command line: the emulator starts no second program")
    return ", ".join(said)


def run(system: System, words: list[object], path: str) -> str:
    command = system.command(words, path)
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        printed = (done.stdout + done.stderr).decode(errors="replace")
        raise SystemExit(f"{' '.join(command)}\n{printed}\nfailed: {done.returncode}")
    return done.stdout.decode()


def processor() -> float:
    children = os.times()
    return children.children_user + children.children_system


def listing(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def sample() -> list[tuple[object, str]]:
    """Vectors of all files, evenly."""
    found = []
    for file in sorted((build.ROOT / "tests/vectors").glob("*.json")):
        for vector in json.loads(file.read_text("utf-8"))["vectors"]:
            failure = vector["failure"] if "failure" in vector else json.loads(vector["line"])
            found.append((failure, vector["error"]))
    return [found[number * len(found) // SAMPLE] for number in range(SAMPLE)]


def interpreters_here() -> list[str]:
    """One of each version, those of a version manager too."""
    found: dict[str, str] = {}
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    names = [f"python3.{minor}" for minor in range(10, 20)]
    for name in names:
        for candidate in [
            *versions.glob(f"*/bin/{name}"),
            *map(Path, filter(None, [shutil.which(name)])),
        ]:
            asked = subprocess.run(
                [candidate, "-c", "import venv"], capture_output=True, check=False
            )
            if asked.returncode == 0:
                found.setdefault(name, str(candidate))
    return list(found.values()) or [sys.executable]


def others() -> list[tuple[System, list[str]]]:
    if platform.machine() != "x86_64" or sys.platform != "linux":
        raise SystemExit("the small systems are for x86-64 Linux; --here is for all")
    amd64 = System("Debian, x86-64", roots() / "amd64")
    arm64 = System("Debian, aarch64 by QEMU", roots() / "arm64", ["/usr/bin/qemu-aarch64"])
    return [
        (amd64, ["/usr/bin/python3.14", "/usr/bin/python3.15"]),
        (arm64, ["/usr/bin/python3.14"]),
    ]


def roots() -> Path:
    made = subprocess.run([HERE / "roots.sh"], stdout=subprocess.PIPE, check=True)
    return Path(made.stdout.decode().strip())


def pip_wheel() -> Path:
    """Runs by itself, also where no pip is."""
    folder = build.TOOLS / PIP
    if not list(folder.glob("*.whl")):
        build.native.run(build.tool("pip"), "download", "-q", "--no-deps", "-d", folder, PIP)
    [wheel] = folder.glob("*.whl")
    return wheel


@contextlib.contextmanager
def served() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [build.tool("pypi-server"), "run", "-i", "127.0.0.1", "-p", str(port), *OPEN, build.OUT],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    index = f"http://127.0.0.1:{port}/simple/"
    try:
        deadline = time.monotonic() + 30
        while True:
            try:
                urllib.request.urlopen(index, timeout=5).close()
                break
            except OSError:
                if server.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit("the index does not start") from None
                time.sleep(0.1)
        yield index
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    sys.exit(main())
