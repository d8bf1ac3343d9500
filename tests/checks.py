"""`checks.py CHECK…`: runs checks of the Makefile, a line for each, and says at the end what failed
and what did not run. In CI a missing toolchain is a failure."""

import os
import re
import shutil
import sys

from steps import Steps

# What a check needs beside these.
ALWAYS = ("cargo", "python3")
NODE = ("node", "npm")
TOOLS = {
    **dict.fromkeys(
        ("format", "node", "identical", "demo", "hostile", "retries", "proxies", "fleet", "readme"),
        NODE,
    ),
    "install-node": (*NODE, "rustup"),
    "install-python": ("rustup",),
    "workflows": ("go",),
    "kotlin": ("java", "javac", "mvn"),
    "go": ("go",),
}
COUNTS = re.compile(r"vectors[a-z ]*: \d+ run of \d+")


def main(checks: list[str]) -> int:
    steps = Steps([f"check-{check}" for check in checks])
    failed, skipped = [], []
    for check in checks:
        name = f"check-{check}"
        absent = missing(check)
        if absent and os.environ.get("CI") != "true":
            skipped.append(check)
            steps.line(name, f"did not run, missing: {' '.join(absent)}")
        elif steps.make(name, counts) is None:
            failed.append(f"make {name}")
    print("FAILED:" if failed else "all that ran passed,", *failed, f"after {steps.took()}")
    if skipped:
        print(f"NOT everything ran: {len(skipped)} of {len(checks)} checks did not.")
    passed = len(checks) - len(failed) - len(skipped)
    print(f"checks: {passed} passed, {len(failed)} failed, {len(skipped)} skipped")
    return 1 if failed else 0


def missing(check: str) -> list[str]:
    needed = {*ALWAYS, *TOOLS.get(check, ())}
    apt = shutil.which("apt-get")
    if check == "swift" and not (apt and os.geteuid() == 0):
        # Root of a Debian system has bindings-swift/toolchain.sh install one.
        needed.add("swift")
    if check == "fleet":
        # tests/fleet/prometheus.sh unpacks Debian's.
        own = {"apt-get", "dpkg-deb", "unshare"}
        needed |= own if apt else {"prometheus", "promtool", "alertmanager"}
    if check == "proxies":
        # tests/proxies/packages.sh unpacks Debian's.
        needed |= {"apt-get", "dpkg-deb"}
    return sorted(tool for tool in needed if not shutil.which(tool))


def counts(printed: str) -> str:
    found = COUNTS.findall(printed)
    return f", {found[-1]}" if found else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
