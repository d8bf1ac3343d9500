"""Classifies failures, one JSON object a line on standard input, to canonical JSON lines.

For comparing this package with the others: a line that is no JSON object gives no output.
"""

from __future__ import annotations

import json
import sys
from typing import Any, NoReturn

from avatar_errors import classify


def refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def read(line: bytes) -> dict[str, Any] | None:
    """The object of a line, read as strictly as JSON is defined."""
    try:
        text = line.decode("utf-8").removeprefix("\ufeff")
        failure = json.loads(text, parse_constant=refuse)
    except (ValueError, RecursionError):
        return None
    return failure if isinstance(failure, dict) else None


def main() -> None:
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    write = sys.stdout.buffer.write
    for line in sys.stdin.buffer:
        failure = read(line)
        if failure is not None:
            write(classify(failure).to_json().encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
