"""Runs the README's two backends, each as its own process, against the stand-in service."""

import http.client
import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_S = 30


def python_backend(source: str, python: str, environment: dict, port: int) -> subprocess.Popen:
    folder = ROOT / "target" / "backend"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "backend.py").write_text(source, encoding="utf-8")
    command = [
        str(python),
        "-m",
        "uvicorn",
        "backend:app",
        "--app-dir",
        str(folder),
        "--port",
        str(port),
    ]
    return subprocess.Popen([*command, "--log-level", "critical"], env=environment)


def node_backend(source: str, node: str, environment: dict, port: int) -> subprocess.Popen:
    command = [str(node), "--input-type=module", "-e", source]
    # The package is found by its name from its own folder, as from a project that depends on it.
    return subprocess.Popen(
        command, cwd=ROOT / "bindings-node", env=environment | {"PORT": str(port)}
    )


def check(start, source: str, program: str, address: str) -> list[str]:
    """What is not as it must be."""
    problems = []
    for flow, status, expected in (
        ("expired-token", 200, {"avatar": "a-1", "attempts": 2}),
        ("throttled", 200, {"avatar": "a-1", "attempts": 2}),
        ("credits-exhausted", 503, {"code": "creditsExhausted", "retryable": False, "status": 503}),
    ):
        with running(start, source, program, f"{address}/f/{flow}/{start.__name__}") as port:
            answered, body = post(port, "/sessions/a-1")
        if answered != status or expected.items() - body.items():
            problems.append(f"{flow}: {answered} {body}, expected {status} with {expected}")
    return problems


@contextmanager
def running(start, source: str, program: str, place: str) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "AVATAR_CONSOLE": place,
        "AVATAR_INGRESS": place.replace("http", "ws", 1),
        "AVATAR_API_KEY": "not-a-real-key",
        "AVATAR_APP_ID": "app-1",
    }
    process = start(source, program, environment, port)
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int, process: subprocess.Popen) -> None:
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit("the README's backend did not start") from None
            time.sleep(0.1)


def post(port: int, path: str) -> tuple[int, dict]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    connection.request("POST", path)
    response = connection.getresponse()
    text = response.read().decode()
    try:
        return response.status, json.loads(text)
    except ValueError:
        return response.status, {"text": text}
