"""Programs that run beside a test and end with it, however it ends."""

import os
import signal
import subprocess
from pathlib import Path
from types import TracebackType

# Ends the program when its own standard input does, and with it whoever started it.
KEEPER = '"$@" </dev/null & program=$!; read -r _; kill "$program"; wait "$program"'


class Processes:
    def __init__(self, logs: Path) -> None:
        self.logs = logs
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, *command: object, says: bool = False) -> str:
        """Starts a program; where it `says` something first, gives that line back."""
        keeper = ["sh", "-c", KEEPER, name, *map(str, command)]
        with self.log(name).open("wb") as log:
            self.running[name] = subprocess.Popen(
                keeper,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE if says else log,
                stderr=log,
                start_new_session=True,
            )
        output = self.running[name].stdout
        line = output.readline().decode().strip() if output else ""
        if says and not line:
            raise RuntimeError(f"{name} did not start")
        return line

    def log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def __enter__(self) -> "Processes":  # noqa: PYI034 (Self is newer than Python 3.10)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in self.running.values():
            if process.stdin:
                process.stdin.close()
        for name, process in self.running.items():
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            if error is not None:
                tail = self.log(name).read_text(errors="replace").splitlines()[-15:]
                print("\n".join([f"-- {name}:", *tail]))
