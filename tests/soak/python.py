"""`python.py COUNT`: so many errors raised and caught, a tenth of them through adapters, retry, monitor
and log fields; then threads, forks, a process that is killed and an exit with busy threads.

Prints `{"done": n, "rss_kb": k}` after each of twenty equal steps, and `{"ok": true}` at the end.
"""

from __future__ import annotations

import gc
import itertools
import json
import logging
import os
import signal
import subprocess
import sys
import threading
import traceback

from avatar_errors import (
    AvatarError,
    RecurrenceMonitor,
    RetryBudget,
    RetryPolicy,
    classify,
    retrying,
    translate,
)

STEPS = 20
THREADS = 16
FORKS = 4
FACTS = [
    {
        "phase": "websocket_connect",
        "http_status": 401,
        "body": '{"message":"Session token expired"}',
    },
    {
        "phase": "session_token",
        "http_status": 429,
        "headers": {"Retry-After": "2"},
        "req_id": "r-1",
    },
    {"phase": "websocket_runtime", "close_code": 4001, "close_reason": "credits"},
    {"phase": "websocket_runtime", "transport": "reset", "message": "reset by peer"},
]

monitor = RecurrenceMonitor()
logger = logging.Logger("soak")
logger.addHandler(logging.NullHandler())


def classified(count: int) -> None:
    for facts in itertools.islice(itertools.cycle(FACTS), count):
        try:
            raise classify(facts)
        except AvatarError:
            pass


def library() -> None:
    try:
        raise ConnectionResetError(104, "reset by peer, token=x")
    except OSError as exc:
        raise RuntimeError("cannot connect") from exc


def handled(count: int) -> None:
    """Through adapters, retry, monitor, log fields and a printed traceback."""
    policy, budget = RetryPolicy(attempts=2, base_ms=0), RetryBudget()
    for at in range(count):
        try:
            for attempt in retrying(policy, budget=budget):
                with attempt, translate(phase="websocket_connect", connection_id=f"c-{at}"):
                    library()
        except AvatarError as error:
            monitor.record(error)
            logger.log(error.log_level, error.log_line(), extra=error.log_fields())
            assert error.native is not None
            if at % 10 == 0:
                "".join(traceback.format_exception(error))


def work(count: int) -> None:
    classified(count)
    handled(count // 10)


def resident() -> int:
    if sys.platform == "linux":
        with open("/proc/self/statm") as statm:
            return int(statm.read().split()[1]) * (os.sysconf("SC_PAGE_SIZE") // 1024)
    run = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(os.getpid())], capture_output=True, check=True
    )
    return int(run.stdout)


def steps(count: int) -> None:
    for step in range(1, STEPS + 1):
        work(count // STEPS)
        gc.collect()
        print(json.dumps({"done": step * (count // STEPS), "rss_kb": resident()}), flush=True)


def threads(count: int) -> None:
    failed: list[BaseException] = []

    def run() -> None:
        try:
            work(count // STEPS // THREADS)
        except BaseException as exc:
            failed.append(exc)

    running = [threading.Thread(target=run) for _ in range(THREADS)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    if failed:
        raise failed[0]


def forks(count: int) -> None:
    """Children that go on where this process is, while nothing else runs here."""
    children = []
    for _ in range(FORKS):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                work(count // STEPS // FORKS)
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    for child in children:
        _, status = os.waitpid(child, 0)
        assert status == 0, f"a child ended with {status}"


def killed() -> None:
    """A process that is ended in mid-call."""
    busy = subprocess.Popen([sys.executable, __file__, "--busy"], stdout=subprocess.PIPE)
    assert busy.stdout is not None
    busy.stdout.readline()
    busy.kill()
    assert busy.wait() == -signal.SIGKILL


def for_ever() -> None:
    while True:
        work(1000)


def main() -> None:
    if sys.argv[1:] == ["--busy"]:
        work(10)
        print("busy", flush=True)
        for_ever()
    count = int(sys.argv[1])
    steps(count)
    threads(count)
    if hasattr(os, "fork"):
        forks(count)
        killed()
    for _ in range(THREADS):
        threading.Thread(target=for_ever, daemon=True).start()
    print('{"ok": true}', flush=True)


if __name__ == "__main__":
    main()
