"""Looks for tokens in the repository with the detectors of detect-secrets, but for two: the one for
words beside quotes takes every row of the tables of names for a secret, one for addresses."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from detect_secrets.core.plugins import initialize
from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
from detect_secrets.filters import heuristic

ROOT = Path(__file__).resolve().parent.parent
WITHOUT = ("KeywordDetector", "IPPublicDetector")

# What is found and is none, each with its reason.
ALLOWED = {
    "in base64, a frame of the service or a line of JSON": r"CAQq|mQYxMjM0NTY3OAgEKg|eyJwaGFzZSI6",
    "a JWT that says it has no signature": r"eyJhbGciOiJub25lIn0\.",
    "says that it is none": r"not-a-",
    "stands behind a port, not a user": r"1(\\+\"|\\u3000)a$",
}
ALLOWANCE = re.compile("|".join(f"(?:{of})" for of in ALLOWED.values()))


def files() -> Iterator[Path]:
    told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, stdout=subprocess.PIPE, check=True)
    for name in told.stdout.decode().split("\0"):
        # A lock file is a list of checksums.
        if name and not heuristic.is_lock_file(name):
            yield ROOT / name


def found(paths: Iterator[Path]) -> Iterator[str]:
    """Where a token stands, and of what kind; not the token."""
    kinds = get_mapping_from_secret_type_to_class().values()
    detectors = [
        initialize.from_plugin_classname(kind.__name__)
        for kind in kinds
        if kind.__name__ not in WITHOUT
    ]
    for path in paths:
        if not path.is_file():  # deleted, and not yet from the index
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for detector in detectors:
            # The whole text at once: by the line it takes minutes.
            for secret in detector.analyze_line(str(path), text, 0):
                value = secret.secret_value or ""
                number = text.count("\n", 0, text.find(value))
                if not is_none(value, text.split("\n")[number], detector):
                    yield f"{os.path.relpath(path, ROOT)}:{number + 1}: {secret.type}"


def is_none(value: str, line: str, detector: object) -> bool:
    return (
        ALLOWANCE.match(value) is not None
        or heuristic.is_sequential_string(value)
        or heuristic.is_templated_secret(value)
        or heuristic.is_likely_id_string(value, line, detector)
    )


if __name__ == "__main__":
    tokens = sorted(set(found(files())))
    print(*tokens, f"{len(tokens)} tokens found", sep="\n")
    sys.exit(bool(tokens))
