"""`steps.py TARGET[+TARGET]… [--show TARGET]`: makes targets of the Makefile, one after the other,
and those with a plus between them at the same time.

A line for each: what it is, the time it took, how many are left. What tools print goes to a log
under `logs` in the target folder, of which a failure shows the end. What the target of `--show`
prints is shown."""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

ROOT = Path(__file__).resolve().parent.parent
LOGS = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "logs"
SHOWN = 25


class Steps:
    """Steps whose number is known."""

    def __init__(self, names: list[str]) -> None:
        self.begun = time.monotonic()
        self.texts = texts()
        self.left = len(names)
        self.lock = Lock()
        self.width = max(len(self.texts.get(name, name)) for name in names)

    def make(self, name: str, tell: Callable[[str], str] = lambda _: "") -> str | None:
        """What making a target printed; none where it failed. `tell` adds to its line."""
        begun = time.monotonic()
        if sys.stdout.isatty():
            print(f"{self.text(name)} …", end="\r", flush=True)
        log = LOGS / f"{name}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        # What is shown later must fit as well.
        width = {"COLUMNS": str(shutil.get_terminal_size((160, 50)).columns)}
        with log.open("wb") as file:
            done = subprocess.run(
                ["make", "--no-print-directory", name],
                cwd=ROOT,
                env=os.environ | width,
                stdout=file,
                stderr=file,
                check=False,
            )
        printed = log.read_text(encoding="utf-8", errors="replace")
        took = spoken(time.monotonic() - begun)
        if done.returncode:
            self.line(name, f"FAILED after {took}")
            print(f"the end of {log}:", *deque(printed.splitlines(), SHOWN), sep="\n  ", flush=True)
            return None
        self.line(name, took + tell(printed))
        return printed

    def line(self, name: str, came: str) -> None:
        with self.lock:
            self.left -= 1
            print(f"{self.text(name)}  {came}, {self.left or 'none'} left", flush=True)

    def text(self, name: str) -> str:
        return self.texts.get(name, name).ljust(self.width)

    def took(self) -> str:
        return spoken(time.monotonic() - self.begun)


def texts() -> dict[str, str]:
    """What the Makefile says of its targets."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z-]+):.*?#[#:] (.*)$", makefile, re.MULTILINE))


def spoken(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", metavar="TARGET")
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    known = parser.parse_args()
    groups = [group.split("+") for group in known.targets]
    groups += [[known.show]] if known.show else []
    steps = Steps([name for group in groups for name in group])
    for group in groups:
        with ThreadPoolExecutor(len(group)) as pool:
            printed = list(pool.map(steps.make, group))
        if None in printed:
            return 1
        if group == [known.show]:
            print("", *printed, sep="\n", end="")
    print(f"took {steps.took()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
