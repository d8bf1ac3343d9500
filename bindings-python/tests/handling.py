"""The vectors of what follows an error, which every language runs."""

import json
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "handling"


def vectors(file: str, at_least: int) -> list[dict]:
    text = (FOLDER / file).read_text(encoding="utf-8")
    found = json.loads(text)["vectors"]
    assert len(found) == text.count('"why":') >= at_least, f"{file}: {len(found)} vectors"
    return found
