"""Runs the two backends of examples/, each as its own process, against the stand-in service."""

import http.client
import json
import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
PATIENCE_S = 30
COUNTER = re.compile(r'^avatar_errors_total\{.*code="(\w+)".*\} 1', re.MULTILINE)


def python_backend(python: str, environment: dict, port: int, log: IO) -> subprocess.Popen:
    options = ["--app-dir", EXAMPLES / "python", "--port", port, "--log-level", "critical"]
    command = [str(word) for word in (python, "-m", "uvicorn", "backend:app", *options)]
    return subprocess.Popen(command, env=environment, stdout=log, stderr=log)


def node_backend(node: str, environment: dict, port: int, log: IO) -> subprocess.Popen:
    source = (EXAMPLES / "node" / "backend.mjs").read_text(encoding="utf-8")
    return subprocess.Popen(
        [str(node), "--input-type=module", "-e", source],
        # The package is found by its name from its own folder.
        cwd=ROOT / "bindings-node",
        env=environment | {"PORT": str(port)},
        stdout=log,
        stderr=log,
    )


def check(start, program: str, address: str) -> list[str]:
    """What is not as it must be."""
    problems = []
    for drill, status, expected, failures in (
        ("expired-token", 200, {"avatar": "a-1", "attempts": 2}, []),
        ("throttled", 200, {"avatar": "a-1", "attempts": 2}, []),
        (
            "credits-exhausted",
            503,
            {"code": "creditsExhausted", "status": 503},
            ["creditsExhausted"],
        ),
    ):
        with (
            TemporaryFile("w+") as log,
            running(start, program, f"{address}/d/{drill}/{start.__name__}", log) as port,
        ):
            answered, text = ask(port, "POST", "/sessions/a-1")
            counted = COUNTER.findall(ask(port, "GET", "/metrics/")[1])
            if answered != status or expected.items() - read(text).items() or counted != failures:
                log.seek(0)
                problems += [f"{drill}: {answered} {text}, counted {counted}", log.read()]
    return problems


def read(text: str) -> dict:
    try:
        return json.loads(text)
    except ValueError:
        return {}


@contextmanager
def running(start, program: str, place: str, log: IO) -> Iterator[int]:
    with unused_port() as port:
        pass
    environment = os.environ | {
        "AVATAR_CONSOLE": place,
        "AVATAR_INGRESS": place.replace("http", "ws", 1),
        "AVATAR_API_KEY": "not-a-real-key",
        "AVATAR_APP_ID": "app-1",
    }
    process = start(program, environment, port, log)
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait()


@contextmanager
def unused_port() -> Iterator[int]:
    """A port at which nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def wait_for(port: int, process: subprocess.Popen) -> None:
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit("the backend did not start") from None
            time.sleep(0.1)


def ask(port: int, method: str, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    connection.request(method, path)
    response = connection.getresponse()
    return response.status, response.read().decode()
