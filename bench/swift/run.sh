#!/bin/sh
# Builds the benchmark and runs it; a line of JSON a case.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
swift=$here/../../bindings-swift
mkdir -p "${CARGO_TARGET_DIR:-$here/../../target}"
scratch=$(cd "${CARGO_TARGET_DIR:-$here/../../target}" && pwd)/swift-bench

"$swift/generate.sh" >&2
rm -f "$scratch/release.yaml" # else SwiftPM misses new sources of a dependency
"$swift/toolchain.sh" swift build --package-path "$here" --scratch-path "$scratch" -c release \
    -Xswiftc -warnings-as-errors >&2
exec "$swift/toolchain.sh" "$scratch/release/bench"
