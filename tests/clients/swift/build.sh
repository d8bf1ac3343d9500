#!/bin/sh
# Builds the client: swift-client/debug/client below the target folder.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
swift=$here/../../../bindings-swift
target=${CARGO_TARGET_DIR:-$here/../../../target}
mkdir -p "$target"
target=$(cd "$target" && pwd)

"$swift/generate.sh"
rm -f "$target/swift-client/debug.yaml" # else SwiftPM misses new sources of a dependency
exec "$swift/toolchain.sh" swift build --package-path "$here" --scratch-path "$target/swift-client" \
    -Xswiftc -warnings-as-errors
