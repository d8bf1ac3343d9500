#!/bin/sh
# Builds the package, with a toolchain of its own where the machine has none.
# Options are those of `swift build`, for example `build.sh -c release`.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
target=${CARGO_TARGET_DIR:-$here/../target}
"$here/generate.sh"
exec "$here/toolchain.sh" swift build --package-path "$here" --scratch-path "$target/swift" \
    -Xswiftc -warnings-as-errors "$@"
