"""`notes.py VERSION`: prints what CHANGELOG.md says of a version, as the notes of its release."""

import re
import sys
from pathlib import Path

CHANGELOG = Path(__file__).resolve().parent.parent / "CHANGELOG.md"


def main() -> int:
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    print(of(CHANGELOG.read_text(encoding="utf-8"), sys.argv[1].removeprefix("v")))
    return 0


def of(changelog: str, version: str) -> str:
    """The section of the version, each item on a line: GitHub breaks lines where they end."""
    for heading, news in sections(changelog):
        if heading.split()[1] == version and news:
            return re.sub(r"\n +", " ", news)
    raise SystemExit(f"CHANGELOG.md says nothing of {version}")


def first(changelog: str) -> tuple[str, str]:
    return next(iter(sections(changelog)), ("", ""))


def sections(changelog: str) -> list[tuple[str, str]]:
    """Each heading with what is under it, the newest first."""
    parts = re.split(r"^(## \S.*)$", changelog, flags=re.MULTILINE)[1:]
    return [(heading, news.strip()) for heading, news in zip(parts[::2], parts[1::2], strict=True)]


if __name__ == "__main__":
    sys.exit(main())
