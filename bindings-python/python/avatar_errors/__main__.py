"""The command line: ``avatar-errors``, or ``python -m avatar_errors``."""

import signal
import sys

from ._native import command_line


def main() -> int:
    # Python's own handler would wait for the end of the input.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    return command_line(["avatar-errors", *sys.argv[1:]], sys.stdout is not None)


if __name__ == "__main__":
    sys.exit(main())
