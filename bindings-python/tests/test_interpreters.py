"""What is said where the interpreter is none that this package is made for."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest

INTERPRETERS = next(
    (name for name in ("_interpreters", "_xxsubinterpreters") if importlib.util.find_spec(name)),
    None,
)
PROGRAM = """
import sys, {interpreters} as interpreters

def said(**how):
    try:
        new = interpreters.create(**how)
    except TypeError:
        new = interpreters.create("legacy") if how else None
    told = interpreters.run_string(new, '''
try:
    import avatar_errors
except ImportError as error:
    sys_error = str(error)
else:
    sys_error = "imported"
import os
os.write(1, sys_error.encode() + b"\\\\n")
''')
    assert told is None, told

import avatar_errors
said()
said(isolated=False)
assert avatar_errors.classify().code.value == "unknown"
"""


@pytest.mark.skipif(INTERPRETERS is None, reason="this Python starts none")
def test_a_subinterpreter_gets_an_import_error_that_says_so() -> None:
    program = PROGRAM.format(interpreters=INTERPRETERS)
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    told = run.stdout.splitlines()
    assert len(told) == 2, told
    assert all("subinterpreter" in line and "support" in line for line in told), told
