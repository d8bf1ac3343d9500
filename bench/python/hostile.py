"""Server-error frames of 1 MB, one of each hostile pattern."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from frames import Message

PATTERNS = Path(__file__).resolve().parent.parent / "patterns.json"
SIZE = 1024 * 1024
SERVER_ERROR = 4


def frames() -> Iterator[bytes]:
    for pattern in json.loads(PATTERNS.read_text(encoding="utf-8"))["hostile"]:
        message = Message(type=SERVER_ERROR)
        message.server_error.message = filled(**pattern).encode()[:SIZE].decode(errors="ignore")
        yield message.SerializeToString()


def filled(repeated: list[str], then: str = "") -> str:
    """The pattern, repeated until the text has that size."""
    parts = "".join(repeated)
    half = SIZE // 2 if then else SIZE
    text = parts * (half // len(parts.encode()) + 1)
    return text + then * ((SIZE - half) // len(then.encode()) + 1) if then else text
