"""The first inputs of each fuzz target, made of the vectors and of the corpus of secrets."""

import base64
import json
import shutil
import struct
import subprocess
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent / "tests"
TEXTS = ("message", "server_title", "server_detail", "close_reason", "body", "connection_id")
# More than the corpus of secrets has samples, each of which makes a failure or two.
GENERATED = 3_000
# What keeps the parts of an input apart: no UTF-8 has it.
APART = b"\xff"


def write(target: str, folder: Path) -> int:
    """Writes the inputs anew, and says how many they are."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    inputs = set(SEEDS[target]())
    if not inputs:
        raise SystemExit(f"no seeds for {target}")
    for each in inputs:
        (folder / sha256(each).hexdigest()[:16]).write_bytes(each)
    return len(inputs)


def vectors(folder: str, name: str = "*") -> Iterator[dict]:
    for path in sorted((TESTS / folder).glob(f"{name}.json")):
        yield from json.loads(path.read_text())["vectors"]


def line(vector: dict) -> str:
    return vector["line"] if "line" in vector else json.dumps(vector["failure"], ensure_ascii=False)


def failures() -> Iterator[dict]:
    for vector in vectors("vectors"):
        if isinstance(vector.get("failure"), dict):
            yield vector["failure"]
    yield from map(json.loads, generated())


@cache
def generated() -> list[str]:
    """Lines of failures: the corpus of secrets, put together as it is written, and some more."""
    words = [
        "cargo",
        "run",
        "-q",
        "--locked",
        "--profile",
        "quick",
        "-p",
        "avatar-errors-generator",
    ]
    words += ["--", "--count", str(GENERATED)]
    done = subprocess.run(words, cwd=TESTS.parent, stdout=subprocess.PIPE, check=True)
    return done.stdout.decode().rstrip("\n").split("\n")


def unpacked(text: object) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (TypeError, ValueError):
        return b""


def encoded(text: str) -> bytes:
    return text.encode(errors="replace")


def lines() -> Iterator[bytes]:
    yield from (encoded(line(vector)) for vector in vectors("vectors"))
    yield from map(encoded, generated())


def bodies() -> Iterator[bytes]:
    for failure in failures():
        body = failure.get("body")
        status = failure.get("http_status", 400)
        status = status if isinstance(status, int) and 0 <= status < 1 << 16 else 400
        data = encoded(body) if isinstance(body, str) else unpacked(failure.get("body_base64"))
        yield struct.pack("<BH", 1, status) + data


def frames() -> Iterator[bytes]:
    for failure in failures():
        yield struct.pack("<BH", 3, 4001) + unpacked(failure.get("frame_base64"))


def texts() -> Iterator[bytes]:
    for failure in failures():
        for name in TEXTS:
            if isinstance(failure.get(name), str):
                text = encoded(failure[name])
                yield from (bytes([mode]) + text for mode in range(3))


def errors() -> Iterator[bytes]:
    yield from (encoded(vector["error"]) for vector in vectors("vectors"))


def retries() -> Iterator[bytes]:
    for vector in vectors("handling", "retry"):
        given = (json.dumps(vector.get(name) or {}) for name in ("policy", "state"))
        numbers = struct.pack("<I6d", 500, 3, 500, 2, 20_000, 60_000, 120_000)
        yield numbers + APART.join([*map(str.encode, given), encoded(vector["error"])])


def histories() -> Iterator[bytes]:
    # A list is read from the end of an input, and a policy from what is left.
    for vector in vectors("handling", "recurrence"):
        history = b"".join(
            b"\x01" + struct.pack("<dH", entry["at_ms"], 1011 if entry.get("error") else 0)
            for entry in vector["history"]
        )
        yield json.dumps(vector.get("policy") or {}).encode() + APART + history


SEEDS = {
    "failure_line": lines,
    "body": bodies,
    "frame": frames,
    "text": texts,
    "read_back": errors,
    "retry": retries,
    "recurrence": histories,
}
