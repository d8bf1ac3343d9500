"""A panic in the native half arrives as an ordinary exception, or as no exception at all."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]

# Each export is called while the next ``count`` guarded calls panic.
PROGRAM = """
import json, sys
from avatar_errors import AvatarError, RecurrenceMonitor, RetryBudget, RetryPolicy, _native
from avatar_errors import classify, is_retryable, retrying

def outcome(call, count=1):
    _native.panic_next(count)
    try:
        return repr(call())
    except Exception as error:
        return type(error).__name__
    except BaseException as error:
        return "ESCAPED " + type(error).__name__
    finally:
        _native.panic_next(0)

error = classify(phase="websocket_send", http_status=502)
native, monitor = _native.known(error), RecurrenceMonitor(1)
policy, budget = RetryPolicy(), RetryBudget()
attempts = _native.Attempts(policy._native, budget._native)
tries = iter(retrying(policy))
tried = next(tries)
link = {"link": "cause", "depth": 0, "transport": "reset"}

class OwnError(AvatarError):
    pass

given = AvatarError("idleTimeout", "m", close_code=4001)

def assigned():
    mine = classify()
    mine.code = "idleTimeout"
    return mine.code

def retried():
    with tried:
        raise error

def asked(name):
    value = getattr(native, name)
    return value() if callable(value) else value

about = [name for name in dir(native) if not name.startswith("_")] + ["__str__", "__repr__"]
raw = lambda: classify(phase="session_token", http_status=500, message="m")
json.dump({
    "once": outcome(raw),
    "class": outcome(lambda: type(raw())),
    "twice": outcome(raw, 2),
    "last": outcome(raw, 3),
    "afterwards": outcome(lambda: raw().code.value, 0),
    "about": {name: outcome(lambda: asked(name)) for name in about},
    "about twice": {name: outcome(lambda: asked(name), 2) for name in about},
    "refusing": {
        "read": outcome(lambda: AvatarError.from_json("{}")),
        "command line": outcome(lambda: _native.command_line(["avatar-errors", "codes"], False)),
        "policy": outcome(RetryPolicy),
        "monitor": outcome(RecurrenceMonitor),
    },
    "handling": {
        "constructor": outcome(lambda: AvatarError("idleTimeout", "m", phase="unknown").code.value),
        "assigned": outcome(assigned),
        "ids": outcome(lambda: AvatarError("idleTimeout", "m").with_ids(req_id="r").code),
        "anew": outcome(lambda: _native.known(given).reclassified().code),
        "own": outcome(lambda: OwnError.classify(phase="session_token").rule),
        "log": outcome(lambda: error.log_fields()["severity"]),
        "level": outcome(lambda: error.log_level),
        "user": outcome(lambda: error.user_message),
        "problem": outcome(lambda: error.problem()["status"]),
        "weigh": outcome(lambda: _native.weigh([link])),
        "redacted": outcome(lambda: _native.redacted("x")),
        "exception": outcome(lambda: AvatarError.from_exception(KeyError(), phase="unknown").code),
        "record": outcome(lambda: monitor.record(error)),
        "check": outcome(monitor.check),
        "decide": outcome(lambda: policy.decide(error).reason),
        "predicate": outcome(lambda: is_retryable(error)),
        "budget": outcome(lambda: RetryBudget(7).left),
        "left": outcome(lambda: budget.left),
        "take": outcome(lambda: budget.take(1)),
        "refund": outcome(lambda: budget.refund(1)),
        "begin": outcome(lambda: next(iter(retrying(policy))).number),
        "made": outcome(lambda: attempts.made),
        "failed": outcome(lambda: attempts.failed(error)[0]),
        "succeeded": outcome(attempts.succeeded),
        "cancelled": outcome(attempts.cancelled),
        "retry": outcome(retried),
    },
    "all": sorted(_native.__all__),
}, sys.stdout)
"""


# All of these are called above.
EXPORTS = """Attempts NativeError RecurrenceMonitor RetryBudget RetryPolicy _empty acting classify
command_line given hold known panic_next read redacted weigh""".split()


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, built so that a test can make it panic."""
    folder = tmp_path_factory.mktemp("panic")
    build = [sys.executable, "-m", "maturin", "build", "--quiet", "--features", "test-panic"]
    subprocess.run([*build, "--out", str(folder)], cwd=PROJECT, check=True)
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_no_panic_crosses(package: Path) -> None:
    program = f"import sys; sys.path.insert(0, {str(package)!r})\n{PROGRAM}"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    found = json.loads(run.stdout)
    assert found["once"].startswith("SessionTokenError(code='unknown', phase='session_token'")
    assert found["class"] == "<class 'avatar_errors.SessionTokenError'>"
    assert found["twice"] == found["last"] == "RuntimeError"
    assert found["afterwards"] == "'serverError'"
    assert found["refusing"] == dict.fromkeys(found["refusing"], "RuntimeError")
    about = found["about"]
    assert len(about) == 16 + 5 + 12 + 2
    assert about["code"] == "<ErrorCode.unknown: 'unknown'>", "the least error of its phase"
    assert about["phase"] == "<Phase.websocket_send: 'websocket_send'>"
    assert not [name for name, said in about.items() if said.startswith(("RuntimeE", "ESCAPED"))]
    assert set(found["about twice"].values()) == {"RuntimeError"}
    assert found["handling"] == {
        "constructor": "'unknown'",
        "assigned": "<ErrorCode.idleTimeout: 'idleTimeout'>",
        "ids": "<ErrorCode.unknown: 'unknown'>",
        "anew": "<ErrorCode.unknown: 'unknown'>",
        "own": "'fallback.unknown'",
        "log": "'ERROR'",
        "level": "40",
        "user": "'Something went wrong with the avatar. Please try again later.'",
        "problem": "500",
        "weigh": "None",
        "redacted": "''",
        "exception": "<ErrorCode.unknown: 'unknown'>",
        "record": "[]",
        "check": "[]",
        "decide": "'not_retryable'",
        "predicate": "False",
        "budget": "7",
        "left": "0",
        "take": "False",
        "refund": "None",
        "begin": "1",
        "made": "0",
        "failed": "False",
        "succeeded": "None",
        "cancelled": "None",
        "retry": "AvatarError",
    }
    assert found["all"] == EXPORTS
    assert run.stderr.count(b"asked for by a test") > len(about)
