"""The soak program runs to its end; `make soak` runs it for long."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).resolve().parents[2] / "tests/soak/python.py"


def test_it_runs_to_its_end() -> None:
    run = subprocess.run([sys.executable, str(PROGRAM), "4000"], capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")
    *steps, end = map(json.loads, run.stdout.splitlines())
    assert end == {"ok": True}
    assert [step["done"] for step in steps] == [200 * at for at in range(1, 21)]
    assert all(step["rss_kb"] > 1000 for step in steps)
