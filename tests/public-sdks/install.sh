#!/bin/sh
# Installs each public SDK, with all that it depends on, into a folder of its own.
# `install.sh [PYTHON]`, by default that of the virtual environment.
set -eu
cd "$(dirname "$0")"
target=${CARGO_TARGET_DIR:-../../target}
python=${1:-$target/venv/bin/python}

for sdk in spatius spatialreal; do
    folder=$target/public-sdks/$sdk
    # Some of it is compiled for one Python.
    wanted=$("$python" -VV && cat requirements-$sdk.txt)
    if [ "$wanted" != "$(cat "$folder/installed.txt" 2>/dev/null)" ]; then
        rm -rf "$folder"
        "$python" -m pip install -q --disable-pip-version-check --no-deps \
            --target "$folder" -r requirements-$sdk.txt
        printf '%s\n' "$wanted" >"$folder/installed.txt"
    fi
done
