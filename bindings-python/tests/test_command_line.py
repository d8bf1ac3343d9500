"""The command line that comes with the package is the program's, down to how it ends."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

CASES = json.loads(
    (Path(__file__).resolve().parents[2] / "cli/tests/lines.json").read_text("utf-8")
)
MODULE = [sys.executable, "-m", "avatar_errors"]
SCRIPT = [str(Path(sys.executable).with_name("avatar-errors"))]
FAILURE = b'{"phase":"websocket_runtime","server_code":4001}\n'


def run(
    *arguments: str, stdin: bytes = b"", **options: object
) -> subprocess.CompletedProcess[bytes]:
    command = [*MODULE, *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, timeout=60, **options)  # type: ignore[call-overload,no-any-return]


def test_every_kind_of_line() -> None:
    for case in CASES:
        encoded = case.get("input_base64")
        given = base64.b64decode(encoded) if encoded else case.get("input", "").encode()
        ran = run("classify", stdin=given)
        assert ran.stdout.decode() == case["stdout"], case["name"]
        told = [line.split(": ")[1] for line in ran.stderr.decode().splitlines()]
        assert told == [f"<stdin>:{line}" for line in case["malformed"]], case["name"]
        assert ran.returncode == (1 if case["malformed"] else 0), case["name"]


def test_the_script_and_the_module_are_one() -> None:
    for arguments in (["--version"], ["--help"], ["codes", "--json"], ["explain", "idleTimeout"]):
        script = subprocess.run([*SCRIPT, *arguments], capture_output=True, check=True)
        assert script.stdout
        assert script.stdout == run(*arguments).stdout
    assert run("--version").stdout.decode().split() == [
        "avatar-errors",
        metadata.version("avatar-errors"),
    ]


def test_what_it_does_not_understand() -> None:
    ran = run("classify", "--\x1b[31mred")
    assert ran.returncode == 2
    assert ran.stderr.startswith(b"avatar-errors: invalid option")
    assert b"\x1b" not in ran.stderr
    assert (run().returncode, run("explain", "nothing").returncode) == (2, 1)


@pytest.mark.skipif(os.name != "posix", reason="names are bytes there alone")
def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    file = os.fsencode(tmp_path) + b"/a\xff.ndjson"
    Path(os.fsdecode(file)).write_bytes(FAILURE)
    ran = subprocess.run([*MODULE, "classify", file], capture_output=True, check=True)
    assert b'"creditsExhausted"' in ran.stdout


@pytest.mark.skipif(os.name != "posix", reason="a shell closes it")
def test_without_a_standard_output_no_line_is_answered() -> None:
    for arguments, status, told in (
        ("classify", 1, "it is closed; 0 lines were answered"),
        ("codes", 1, "it is closed"),
    ):
        command = ["sh", "-c", f'exec "$@" {arguments} >&-', "sh", *MODULE]
        ran = subprocess.run(command, input=FAILURE, capture_output=True)
        assert ran.stderr.decode() == f"avatar-errors: standard output: {told}\n"
        assert ran.returncode == status


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_on_a_full_disk_no_line_is_answered() -> None:
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            [*MODULE, "classify"], input=FAILURE, stdout=full, stderr=subprocess.PIPE
        )
    assert ran.returncode == 1
    assert b"No space left on device" in ran.stderr
    assert b"0 lines were answered" in ran.stderr


@pytest.mark.skipif(os.name != "posix", reason="tells of a broken pipe there alone")
def test_whoever_reads_no_further_is_told_how_far_it_went() -> None:
    started = subprocess.Popen(
        [*MODULE, "classify"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert started.stdin
    assert started.stdout
    assert started.stderr
    started.stdin.write(FAILURE)
    started.stdin.flush()
    assert b"creditsExhausted" in started.stdout.readline()
    started.stdout.close()
    started.stdin.write(FAILURE)
    started.stdin.flush()
    told = started.stderr.read().decode()
    assert "Broken pipe" in told
    assert told.endswith("; 1 line was answered\n")
    started.stdin.close()
    assert started.wait(60) == 1
    started.stderr.close()


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_an_interrupt_ends_it_at_once() -> None:
    # A shell that runs the tests in the background has them, and who they start, ignore it.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with subprocess.Popen(
            [*MODULE, "classify"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as started:
            assert started.stdin
            assert started.stdout
            started.stdin.write(FAILURE)
            started.stdin.flush()
            assert b"creditsExhausted" in started.stdout.readline()
            started.send_signal(signal.SIGINT)
            assert started.wait(60) == -signal.SIGINT
    finally:
        signal.signal(signal.SIGINT, before)
