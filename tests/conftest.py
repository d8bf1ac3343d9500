"""The tests of judges import what makes a release as they import each other."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "dist"))
