#!/bin/sh
# Builds the package and runs its tests; then those that need the library that panics on request.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
target=${CARGO_TARGET_DIR:-$here/../target}

run() {
    "$here/toolchain.sh" swift test --package-path "$here" --scratch-path "$target/swift" \
        --disable-swift-testing -Xswiftc -warnings-as-errors "$@"
}

"$here/generate.sh"
run --skip PanicTests
"$here/generate.sh" --panic
export AVATAR_ERRORS_LIBRARY="$here/generated/lib-panic" RUST_BACKTRACE=0
run --filter PanicTests
