"""What is said where the interpreter is none that this package is made for."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import avatar_errors
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
told = interpreters.run_string(interpreters.create(), '''
import os
try:
    import avatar_errors
except ImportError as error:
    os.write(1, str(error).encode())
''')
assert told is None, told
assert avatar_errors.classify().code.value == "unknown"
"""


@pytest.mark.skipif(
    sys.version_info < (3, 12) or sys.implementation.name != "cpython",
    reason="no subinterpreter has a lock of its own there",
)
def test_a_subinterpreter_gets_an_import_error_that_says_so() -> None:
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert run.stdout == "module avatar_errors._native does not support loading in subinterpreters"
