#!/bin/sh
# Installs the clients' libraries: the newest beside the package, the oldest into a folder of
# their own. `install.sh [PYTHON]`, by default that of the virtual environment.
set -eu
cd "$(dirname "$0")"
target=${CARGO_TARGET_DIR:-../../../target}
python=${1:-$target/venv/bin/python}
oldest=$target/clients/python-oldest

"$python" -m pip install -q --disable-pip-version-check -r requirements.txt
if ! cmp -s requirements-oldest.txt "$oldest/installed.txt"; then
    rm -rf "$oldest"
    # What is beside the package is of no matter to these.
    "$python" -m pip install -q --disable-pip-version-check --ignore-installed \
        --no-warn-conflicts --target "$oldest" -r requirements-oldest.txt
    cp requirements-oldest.txt "$oldest/installed.txt"
fi
