"""Runs of the clients against the service."""

import argparse
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from unseen import SCENARIOS, Client

# Far more than any scenario takes on a busy machine; a client that hangs must not hang the build.
PATIENCE_S = 300


class Run(NamedTuple):
    client: Client
    errors: dict[str, str]
    problems: dict[str, str]
    peak_kb: int = 0
    # Of the processor: unlike the time that passes, it does not grow with what else is running.
    cpu_s: float = 0.0


@contextmanager
def service(program: Path) -> Iterator[str]:
    """Runs the service and gives its addresses."""
    process = start([program, "--scenarios", SCENARIOS])
    try:
        addresses = process.stdout.readline().strip()
        yield addresses or sys.exit("the service did not start")
    finally:
        process.kill()
        process.wait()


def run_all(known: argparse.Namespace, clients: list[Client], job: Callable) -> list:
    """`job(client, addresses)` for each client, a few at a time and in their order."""
    with service(known.service) as addresses, ThreadPoolExecutor(known.jobs) as pool:
        return list(pool.map(lambda client: job(client, addresses), clients))


def run_client(client: Client, addresses: str, scenarios: Path, names: list[str]) -> Run:
    """What a client reported, with a problem for each scenario that it left out."""
    process = start(
        [*client.command, addresses, scenarios],
        env=os.environ | client.environment,
        start_new_session=True,
    )
    run = Run(client, {}, {})
    with Watch(process) as watch:
        for line in process.stdout:
            watch.heard()
            note(line, run)
        # Not `wait`: this one tells memory and time, those of a wrapped program included.
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    ended = f"the client ended with {process.returncode}" if process.returncode else ""
    if watch.stopped:
        ended = f"the client said nothing for {PATIENCE_S} s"
    for name in names:
        if name not in run.errors and name not in run.problems:
            run.problems[name] = ended or "no report"
    if ended and not run.problems:
        run.problems[names[-1]] = ended
    return run._replace(peak_kb=usage.ru_maxrss, cpu_s=usage.ru_utime + usage.ru_stime)


class Watch:
    """Stops a client that says nothing for too long."""

    def __init__(self, process: subprocess.Popen) -> None:
        self.process = process
        self.stopped = False
        self.last = time.monotonic()
        self.done = threading.Event()
        self.thread = threading.Thread(target=self.look)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.thread.join()

    def heard(self) -> None:
        self.last = time.monotonic()

    def look(self) -> None:
        while not self.done.wait(1):
            if time.monotonic() - self.last > PATIENCE_S:
                self.stopped = True
                with suppress(ProcessLookupError):
                    os.killpg(self.process.pid, signal.SIGKILL)
                return


def note(line: str, run: Run) -> None:
    try:
        report = json.loads(line)
        name = report["scenario"]
    except (ValueError, KeyError, TypeError):
        return
    if name in run.errors or name in run.problems:
        run.problems[name] = "reported twice"
    elif isinstance(report.get("error"), str):
        run.errors[name] = report["error"]
    else:
        run.problems[name] = str(report.get("problem"))


def start(command: list, **settings: object) -> subprocess.Popen:
    words = [str(word) for word in command]
    try:
        return subprocess.Popen(
            words, stdout=subprocess.PIPE, text=True, encoding="utf-8", **settings
        )
    except OSError as error:
        sys.exit(f"cannot run {command[0]}: {error.strerror}")
