"""A panic in the native half arrives as an ordinary exception, or as no exception at all."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]

# One export a line, each called while the next ``count`` guarded calls panic.
PROGRAM = """
import json, sys
from avatar_errors import AvatarError, RecurrenceMonitor, RetryPolicy, _native
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

answer = _native.build("unknown", None)
error, monitor, policy = classify(phase="unknown"), RecurrenceMonitor(), RetryPolicy()
json_of_it, state = error.to_json(), _native.recurrence_monitor("{}")
tried = iter(retrying(policy))


def retried():
    with next(tried):
        raise error


getters = [name for name in dir(answer) if not name.startswith("_")]
calls = {
    "build": lambda: AvatarError("unknown", "m"),
    "read": lambda: AvatarError.from_json("{}"),
    "words": _native.words,
    "catalog": _native.catalog,
    "retry_policy": RetryPolicy,
    "retry_decision": lambda: policy.decide(error),
    "log_fields": lambda: _native.log_fields(json_of_it),
    "surface": lambda: _native.surface(json_of_it),
    "problem": lambda: _native.problem(json_of_it),
    "recurrence_monitor": RecurrenceMonitor,
    "recur": lambda: _native.recur(state, json_of_it, 1),
    "str": lambda: str(answer),
    "repr": lambda: repr(answer),
    **{name: (lambda name=name: getattr(answer, name)()) for name in getters if name[:3] == "to_"},
    **{name: (lambda name=name: getattr(answer, name)) for name in getters if name[:3] != "to_"},
}
raw = lambda: classify(phase="session_token", http_status=500, message="m")
json.dump({
    "once": outcome(raw),
    "class": outcome(lambda: type(raw())),
    "twice": outcome(raw, 2),
    "last": outcome(raw, 3),
    "afterwards": outcome(lambda: raw().code.value, 0),
    "exports": {name: outcome(call) for name, call in calls.items()},
    "handling": {
        "log": outcome(lambda: error.log_fields()["severity"]),
        "level": outcome(lambda: error.log_level),
        "user": outcome(lambda: error.user_message),
        "problem": outcome(lambda: error.problem()["status"]),
        "monitor": outcome(lambda: monitor.record(error)),
        "predicate": outcome(lambda: is_retryable(error)),
        "retry": outcome(retried),
    },
    "all": sorted(_native.__all__),
}, sys.stdout)
"""


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
    assert len(found["exports"]) == 33
    assert found["handling"] == {
        "log": "'ERROR'",
        "level": "40",
        "user": "'Something went wrong.'",
        "problem": "500",
        "monitor": "[]",
        "predicate": "False",
        "retry": "AvatarError",
    }
    assert set(found["exports"].values()) == {"RuntimeError"}
    assert run.stderr.count(b"asked for by a test") > len(found["exports"])
