"""The vectors of the handling flow, which every language runs."""

import json
from pathlib import Path

FLOW = Path(__file__).resolve().parents[2] / "tests" / "flow"


def vectors(file: str, at_least: int) -> list[dict]:
    text = (FLOW / file).read_text(encoding="utf-8")
    found = json.loads(text)["vectors"]
    assert len(found) == text.count('"why":') >= at_least, f"{file}: {len(found)} vectors"
    return found
