"""Real proxies in front of the stand-in service: HAProxy and nginx, with and without a service
behind them, and squid, which wants a password. Clients run into what they answer and report it."""

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import product
from pathlib import Path
from string import Template

from processes import Processes
from runs import Run, run_client
from unseen import FIRST, SCENARIOS, TESTS, Client, listed, options
from verdict import unmet

HERE = TESTS / "proxies"
PATIENCE_S = 15
PASSWORD = "reader:fake-password"
PROGRAMS = {
    "haproxy": ("usr/sbin/haproxy", "-db", "-f", "{folder}/haproxy.cfg"),
    "nginx": ("usr/sbin/nginx", "-p", "{folder}", "-e", "stderr", "-c", "{folder}/nginx.conf"),
    "squid": ("usr/sbin/squid", "-N", "-f", "{folder}/squid.conf"),
}
# What listens, each on a port of its own.
LISTENING = (
    *("haproxy", "haproxy_down", "haproxy_denied", "haproxy_hasty"),
    *("nginx", "nginx_down", "nginx_empty", "nginx_hasty", "nginx_small", "nginx_narrow"),
    "squid",
)


def main() -> int:
    known = options(argparse.ArgumentParser(description=__doc__))
    file = json.loads((HERE / "scenarios.json").read_text(encoding="utf-8"))
    with proxies(known.service) as (addresses, folder):
        runs = []
        for clients, through in ((before(known), True), (behind(known, file), False)):
            chosen = [one for one in file["scenarios"] if ("client" not in one) == through]
            names = [one["name"] for one in chosen]
            path = folder / f"list-{through}.json"
            path.write_text(json.dumps(file | {"scenarios": chosen}), encoding="utf-8")
            of = [run_client(client, json.dumps(addresses), path, names) for client in clients]
            runs.append((chosen, of))
    return told(runs, file["secrets"])


def told(runs: list[tuple[list[dict], list[Run]]], secrets: list[str]) -> int:
    """Prints what came of it; a case that a client left out is a complaint too."""
    complaints, as_expected, unseen = [], 0, 0
    for scenarios, of in runs:
        for scenario, run in product(scenarios, of):
            found = list(complaints_of(scenario, run, secrets))
            complaints += [f"{scenario['name']}: {run.client.name}: {text}" for text in found]
            unseen += scenario["name"] in run.client.unseen
            as_expected += not found and scenario["name"] not in run.client.unseen
    cases = sum(len(scenarios) for scenarios, _ in runs)
    clients = sum(len(of) for _, of in runs)
    print(*complaints, sep="\n", end="\n" if complaints else "")
    print(
        f"{cases} cases of squid, HAProxy and nginx, {clients} clients: {as_expected} reports as "
        f"expected, {unseen} that a library hides facts of, {len(complaints)} complaints"
    )
    return 1 if complaints or not as_expected else 0


def complaints_of(scenario: dict, run: Run, secrets: list[str]) -> Iterator[str]:
    name = scenario["name"]
    if name in run.problems:
        yield run.problems[name]
        return
    report = run.errors[name]
    if any(secret in report for secret in secrets):
        yield f"a secret is in {report}"
    found = unmet(scenario["expect"], report)
    if name not in run.client.unseen:
        yield from found
    elif not found:
        yield "is said not to see it, but does"


def before(known: argparse.Namespace) -> list[Client]:
    """The clients of the demo, which take HAProxy or nginx for the service."""
    file = json.loads(SCENARIOS.read_text(encoding="utf-8"))
    clients = listed(known, [one["name"] for one in file["scenarios"]])
    # What they cannot see has other names here, and in these cases they see it all.
    return [replace(one, unseen={}) for one in clients if one.drills and one.language in FIRST]


def behind(known: argparse.Namespace, file: dict) -> list[Client]:
    """Those that are told of a proxy, by each language's `forward.json`."""
    names = [one["name"] for one in file["scenarios"]]
    return listed(known, names, "forward.json")


@contextmanager
def proxies(service: Path) -> Iterator[tuple[dict, Path]]:
    """The addresses of all that listens, and a folder."""
    packages = subprocess.run([HERE / "packages.sh"], stdout=subprocess.PIPE, text=True, check=True)
    root = Path(packages.stdout.strip())
    with ExitStack() as closing:
        folder = Path(closing.enter_context(tempfile.TemporaryDirectory()))
        running = closing.enter_context(Processes(folder))
        command = (service, "--scenarios", HERE / "scenarios.json")
        addresses = json.loads(running.start("service", *command, says=True))
        ports = {name: addresses[name].rpartition(":")[2] for name in ("plain", "closed")}
        ports["service"] = ports["plain"]
        ports |= free(LISTENING)
        configure(root, folder, ports)
        libraries = ":".join(map(str, root.glob("usr/lib/*-linux-gnu*")))
        for name, (program, *words) in PROGRAMS.items():
            own = [word.format(folder=folder) for word in words]
            running.start(name, "env", f"LD_LIBRARY_PATH={libraries}", root / program, *own)
        for name in LISTENING:
            wait(name, int(ports[name]))
            addresses[name] = f"http://127.0.0.1:{ports[name]}"
        addresses["squid_signed_in"] = f"http://{PASSWORD}@127.0.0.1:{ports['squid']}"
        addresses["disliked"] = f"http://localhost:{ports['plain']}"
        addresses["closed_tls"] = f"https://127.0.0.1:{ports['closed']}"
        yield addresses, folder


def free(names: tuple[str, ...]) -> dict[str, str]:
    """A free port for each: none of these programs tells which one it took."""
    with ExitStack() as closing:
        taken = {name: closing.enter_context(socket.socket()) for name in names}
        for one in taken.values():
            one.bind(("127.0.0.1", 0))
        return {name: str(one.getsockname()[1]) for name, one in taken.items()}


def configure(root: Path, folder: Path, ports: dict[str, str]) -> None:
    is_root = os.geteuid() == 0
    settings = ports | {"folder": str(folder)}
    # Squid refuses to run as root.
    settings["as_nobody"] = "cache_effective_user nobody" if is_root else ""
    for name in ("haproxy.cfg", "nginx.conf", "squid.conf", "password.sh"):
        text = (HERE / name).read_text(encoding="utf-8")
        (folder / name).write_text(Template(text).safe_substitute(settings), encoding="utf-8")
    squid = root / "usr/share/squid"
    shutil.copytree(squid / "errors/templates", folder / "errors")
    shutil.copy(squid / "mime.conf", folder)
    (folder / "nginx-empty").mkdir()
    # Whom squid runs as may enter.
    folder.chmod(0o755)


def wait(name: str, port: int) -> None:
    until = time.monotonic() + PATIENCE_S
    while True:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        if time.monotonic() > until:
            raise TimeoutError(f"{name} does not listen")
        time.sleep(0.05)


if __name__ == "__main__":
    sys.exit(main())
