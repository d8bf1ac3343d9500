"""What a user of the installed Python package does first; run by its interpreter.

    python_user.py VECTORS    a file with a JSON list of pairs: a failure, and its canonical error

Says what it did, in one JSON object. Wants the standard library alone, 3.10 on."""

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import time

begun = time.perf_counter()
import avatar_errors  # noqa: E402

took = time.perf_counter() - begun

from avatar_errors import AvatarError, ErrorCode, Recovery, _native, classify  # noqa: E402


def main() -> None:
    for program in ("cc", "gcc", "rustc", "cargo"):
        assert shutil.which(program) is None, program
    # What runs is what was installed, and no checkout.
    assert os.path.realpath(avatar_errors.__file__).startswith(os.path.realpath(sys.prefix))
    caught = None
    try:
        raise classify(
            phase="websocket_connect",
            http_status=401,
            headers={"Content-Type": "application/json"},
            body=b'{"message":"Session token expired"}',
        )
    except AvatarError as error:
        caught = error
    assert caught.code is ErrorCode.sessionTokenExpired
    assert caught.recovery is Recovery.renewToken
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        print(caught)
    expected = "sessionTokenExpired: Session token expired (websocket_connect, HTTP 401)\n"
    assert printed.getvalue() == expected
    with open(sys.argv[1], encoding="utf-8") as file:
        vectors = json.load(file)
    wrong = sum(classify(failure).to_json() != expected for failure, expected in vectors)
    assert not wrong, f"{wrong} of {len(vectors)} vectors"
    answer = None
    if "emulated" not in sys.argv:  # an emulator runs this process alone
        answer = subprocess.run(
            [sys.executable, "-m", "avatar_errors", "classify"],
            input=b'{"phase":"websocket_runtime","server_code":4001}\n',
            stdout=subprocess.PIPE,
            check=True,
        ).stdout.decode()
        assert json.loads(answer)["code"] == "creditsExhausted"
        script = os.path.join(os.path.dirname(sys.executable), "avatar-errors")
        told = subprocess.run([script, "--version"], stdout=subprocess.PIPE, check=True).stdout
        assert told.startswith(b"avatar-errors ")
    report = {
        "python": sys.version.split()[0],
        "implementation": sys.implementation.name,
        "library": os.path.basename(_native.__file__),
        "vectors": len(vectors),
        "command_line": answer is not None,
        "import_ms": round(took * 1000, 1),
    }
    print(json.dumps(report))


main()
