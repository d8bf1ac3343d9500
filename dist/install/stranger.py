"""What the programs of strangers share: the README's examples, and how they are run."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path += [str(ROOT / "dist"), str(ROOT / "tests")]

import markdown  # noqa: E402

README = markdown.read(ROOT / "README.md")


def example(language: str) -> str:
    """The README's first in that language."""
    return next(text for word, text in markdown.blocks(README) if word == language)


def run(
    *command: str | Path,
    given: str = "",
    cwd: Path | None = None,
    environment: dict[str, str] | None = None,
) -> str:
    """What a program prints."""
    done = subprocess.run(
        command,
        input=given,
        cwd=cwd,
        env=environment,
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))[:300]}\n{done.stdout}{done.stderr}")
    return done.stdout
