"""The sizes of what is installed, stripped."""

import json
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
LIMIT = 1_200_000
FILES = {
    "Python native library": (TARGET, "venv/lib/*/site-packages/avatar_errors/*.so"),
    "Python wheel": (TARGET, "wheels/*.whl"),
    "Node native library": (ROOT, "bindings-node/dist/*.node"),
    "command line": (TARGET, "release/avatar-errors"),
}


def main() -> None:
    packed = subprocess.run(
        ["npm", "pack", "--dry-run", "--json"],
        cwd=ROOT / "bindings-node",
        capture_output=True,
        check=True,
    )
    say("npm package", json.loads(packed.stdout)[0]["size"])
    for name, (folder, pattern) in FILES.items():
        for file in sorted(folder.glob(pattern)):
            say(name, file.stat().st_size, limited="native" in name)


def say(name: str, size: int, limited: bool = False) -> None:
    target = {"target": "under 1.2 MB", "reached": size < LIMIT} if limited else {}
    print(json.dumps({"name": name, "ours": f"{size / 1000:.0f} KB", **target}))


if __name__ == "__main__":
    main()
