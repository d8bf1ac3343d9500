"""From raw facts to a raised and caught error, beside a hand-written classifier and a floor.

Prints one JSON object a line. ``ours`` and ``peer`` raise, catch and read the code. ``floor``
calls a native function that takes the same arguments and does nothing, and raises and
catches a bare exception. For ``import``, ``ours`` and ``floor`` are whole processes: one
that imports the package and one that imports an empty module.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
import timeit
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import causes
import handling
from avatar_errors import AvatarError, _native, classify
from cases import CASES
from handwritten import HandwrittenError, raise_classified

Function = Callable[[dict[str, Any]], None]
Statement = str | Callable[[], object]

ROUNDS = 41
CALLS = 2_000
STARTS = 51
# With bytecode, as every installed package has it.
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}
FOLDER = Path(__file__).resolve().parent


def ours(facts: dict[str, Any]) -> None:
    try:
        raise classify(**facts)
    except AvatarError as error:
        _ = error.code


def peer(facts: dict[str, Any]) -> None:
    try:
        raise_classified(**facts)
    except HandwrittenError as error:
        _ = error.code


def floor(facts: dict[str, Any]) -> None:
    try:
        _native._empty(**facts)
        raise Exception
    except Exception as error:
        _ = error.args


def nanoseconds(function: Function, facts: dict[str, Any]) -> float:
    start = time.perf_counter_ns()
    for _ in range(CALLS):
        function(facts)
    return (time.perf_counter_ns() - start) / CALLS


def medians(functions: list[Function], facts: dict[str, Any]) -> list[float]:
    """The functions take turns, so that a slow moment of the machine hits all of them."""
    rounds = [[nanoseconds(function, facts) for function in functions] for _ in range(ROUNDS)]
    return [statistics.median(column) for column in zip(*rounds, strict=True)]


def asked(statements: Sequence[Statement]) -> list[float]:
    """The same for statements about an error."""
    timers = [timeit.Timer(statement, globals=handling.names()) for statement in statements]
    rounds = [[timer.timeit(CALLS) for timer in timers] for _ in range(ROUNDS)]
    return [statistics.median(column) / CALLS * 1e9 for column in zip(*rounds, strict=True)]


def started_ns(module: str) -> int:
    """A fresh interpreter that imports one module and ends."""
    code = f"import sys; sys.path.append({str(FOLDER)!r}); import {module}"
    start = time.perf_counter_ns()
    subprocess.run([sys.executable, "-c", code], check=True, env=ENVIRONMENT)
    return time.perf_counter_ns() - start


def imports() -> tuple[float, float]:
    started_ns("avatar_errors")  # writes the bytecode
    started_ns("empty")
    pairs = [(started_ns("avatar_errors"), started_ns("empty")) for _ in range(STARTS)]
    ours, floor = zip(*pairs, strict=True)
    return statistics.median(ours), statistics.median(floor)


def emit(name: str, **figures: float) -> None:
    rounded = {key: round(figure) for key, figure in figures.items()}
    print(json.dumps({"name": f"python/{name}", **rounded}), flush=True)


def main() -> None:
    for name, facts in CASES.items():
        a, b, c = medians([ours, floor, peer], facts)
        emit(name, ours_ns=a, floor_ns=b, peer_ns=c)
    for name, (statement, bound_ns) in handling.BOUNDS.items():
        a, b = asked([statement, handling.FLOOR])
        emit(name, ours_ns=a, floor_ns=b, bound_ns=bound_ns)
    built, told, both = asked(causes.functions())
    emit("a cause", ours_ns=built, classified_ns=both - built)
    emit("a cause and its texts", ours_ns=told, classified_ns=both - built)
    a, b = imports()
    emit("import", ours_ns=a, floor_ns=b)


if __name__ == "__main__":
    main()
