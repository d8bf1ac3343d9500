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

from columns import SCENARIOS, Column

# Far more than any scenario takes; a client that hangs must not hang the build.
PATIENCE_S = 60


class Run(NamedTuple):
    column: Column
    errors: dict[str, str]
    problems: dict[str, str]
    seconds: dict[str, float]
    peak_kb: int


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


def run_all(known: argparse.Namespace, columns: list[Column], job: Callable) -> list:
    """`job(column, addresses)` for each column, a few at a time and in their order."""
    with service(known.service) as addresses, ThreadPoolExecutor(known.jobs) as pool:
        return list(pool.map(lambda column: job(column, addresses), columns))


def run_client(column: Column, addresses: str, scenarios: Path, names: list[str]) -> Run:
    """What a client reported, with a problem for each scenario that it left out."""
    process = start(
        [*column.command, addresses, scenarios],
        env=os.environ | column.environment,
        start_new_session=True,
    )
    run = Run(column, {}, {}, {}, 0)
    with Watch(process) as watch:
        for line in process.stdout:
            note(line, run, watch.lap())
        # Not `wait`: this one tells the memory, that of a wrapped program included.
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
    return run._replace(peak_kb=usage.ru_maxrss)


class Watch:
    """Stops a client that says nothing for too long."""

    def __init__(self, process: subprocess.Popen) -> None:
        self.process = process
        self.stopped = False
        self.heard = time.monotonic()
        self.done = threading.Event()
        self.thread = threading.Thread(target=self.look)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.thread.join()

    def lap(self) -> float:
        before, self.heard = self.heard, time.monotonic()
        return self.heard - before

    def look(self) -> None:
        while not self.done.wait(1):
            if time.monotonic() - self.heard > PATIENCE_S:
                self.stopped = True
                with suppress(ProcessLookupError):
                    os.killpg(self.process.pid, signal.SIGKILL)
                return


def note(line: str, run: Run, seconds: float) -> None:
    try:
        report = json.loads(line)
        name = report["scenario"]
    except (ValueError, KeyError, TypeError):
        return
    run.seconds[name] = seconds
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
