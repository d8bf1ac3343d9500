"""What a release publishes and is in target/dist, with sizes: one line for each file."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve() / "dist"
# Of each package: what is published, and not what it was made of.
PUBLISHED = {
    "python": "*",
    "node": "*.tgz",
    "kotlin": "repository/**/*[0-9a-z].jar",
    "rust": "*",
    "swift": "*.zip",
    "android": "*.aar",
    "go-proxy": "**/*.zip",
}


def main() -> int:
    files = [
        file
        for package, pattern in PUBLISHED.items()
        for file in sorted((OUT / package).glob(pattern))
        if file.is_file()
    ]
    if not files:
        print(f"nothing is in {OUT}: make dist")
        return 1
    names = [str(file.relative_to(OUT)) for file in files]
    width = max(map(len, names))
    for name, file in zip(names, files, strict=True):
        print(f"{name:<{width}} {file.stat().st_size:>10,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
