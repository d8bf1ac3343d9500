"""The conformance vectors of all languages."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "tests"

KEYS = frozenset(
    """phase http_status headers body body_base64 server_code server_title server_detail
    frame_base64 close_code close_reason transport protocol invalid_argument message
    prefix fallback connection_id req_id now_ms evidence""".split()
)


def files() -> list[Path]:
    return sorted((FOLDER / "vectors").glob("*.json"))


def there_are() -> int:
    """How many vectors the files hold, counted without parsing them."""
    return sum(path.read_text("utf-8").count('"why":') for path in files())


def read() -> Iterator[dict[str, Any]]:
    for path in files():
        yield from json.loads(path.read_text("utf-8"))["vectors"]


def failure(vector: dict[str, Any]) -> dict[str, Any]:
    """What a program has that parsed the line itself."""
    parsed: dict[str, Any] = (
        vector["failure"] if "failure" in vector else json.loads(vector["line"])
    )
    return parsed


def keywords(failure: dict[str, Any]) -> dict[str, Any]:
    """The same as keywords, with bytes where there is base64."""
    words = {key: value for key, value in failure.items() if key in KEYS}
    for encoded, key in (("body_base64", "body"), ("frame_base64", "frame")):
        received = _decoded(words.get(encoded))
        if received is not None and not words.get(key):
            del words[encoded]
            words[key] = received
    return words


def _decoded(text: object) -> bytes | None:
    try:
        received = base64.b64decode(text, validate=True)  # type: ignore[arg-type]
    except (TypeError, ValueError, binascii.Error):
        return None
    # Python takes spellings that the contract refuses.
    return received if base64.b64encode(received).decode() == text else None
